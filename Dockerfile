# The wheel and everything it needs, from hashes alone; nothing of this stage but the result stays.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /build

COPY .ci/locks/build.txt .ci/locks/run.txt locks/
# The environment gets no pip of its own: a server has nothing to install.
RUN python -m venv --without-pip /opt/piggypulse
RUN python -m pip --python /opt/piggypulse/bin/python install \
        --require-hashes --no-deps --only-binary :all: -r locks/run.txt
RUN python -m pip install --require-hashes --no-deps --only-binary :all: \
        --target /opt/tools -r locks/build.txt

COPY pyproject.toml LICENSE README.md ./
COPY piggypulse_core piggypulse_core
COPY piggypulse_adapters piggypulse_adapters
COPY piggypulse_http piggypulse_http
RUN PYTHONPATH=/opt/tools python -m hatchling build -t wheel
RUN python -m pip --python /opt/piggypulse/bin/python install --no-index --no-deps dist/*.whl


FROM python:3.13-slim AS run
ENV PATH=/opt/piggypulse/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
COPY --from=build /opt/piggypulse /opt/piggypulse
# A number: nothing in the image belongs to it, and it can write nowhere but in /tmp.
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/api/v1/health', timeout=3).read()"]
CMD ["piggypulse", "serve", "--host", "0.0.0.0", "--port", "8000"]
