"""What the demo household pays and earns, and how often."""

from dataclasses import dataclass

from piggypulse_http.composition.demo_plan import (
    BANK,
    CARD,
    GALLERY,
    GIRO,
    POCKET,
    PURSE,
    SALARY,
    SUBSCRIBED,
    TRAVEL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """Comes once a period, on the same day of it, for about the same."""

    category: str
    vendor: str
    description: str
    after_days: int
    amount_minor: int
    spread_minor: int = 0
    account: str = GIRO


BILLS: tuple[Bill, ...] = (
    Bill(
        category=SALARY,
        vendor="Lindenhof Design",
        description="Salary",
        after_days=0,
        amount_minor=328_000,
    ),
    Bill(
        category="Rent",
        vendor="Hausverwaltung Berg",
        description="Rent",
        after_days=7,
        amount_minor=98_000,
    ),
    Bill(
        category="Electricity",
        vendor="Stadtwerke",
        description="Electricity",
        after_days=9,
        amount_minor=7_400,
        spread_minor=900,
    ),
    Bill(
        category="Internet",
        vendor="Kabelnetz",
        description="Internet and phone",
        after_days=12,
        amount_minor=3_999,
    ),
    Bill(
        category="Insurance",
        vendor="Nordstern",
        description="Liability and bicycle",
        after_days=8,
        amount_minor=6_450,
    ),
    Bill(
        category="Getting around",
        vendor="City Transit",
        description="Monthly ticket",
        after_days=6,
        amount_minor=5_800,
    ),
    Bill(
        category=SUBSCRIBED,
        vendor="Tonhalle Streaming",
        description="Music at home",
        after_days=10,
        amount_minor=1_099,
        account=CARD,
    ),
    Bill(
        category=SUBSCRIBED,
        vendor="Morgenblatt",
        description="Paper on weekends",
        after_days=14,
        amount_minor=2_190,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Comes so often a period, on any of its days, for anything between two amounts."""

    category: str
    vendors: tuple[str, ...]
    descriptions: tuple[str, ...]
    times: int
    lowest_minor: int
    highest_minor: int
    account: str = GIRO


HABITS: tuple[Habit, ...] = (
    Habit(
        category="Groceries",
        vendors=("Corner Market", "Green Basket", "Saturday Market"),
        descriptions=("Weekly shopping", "Vegetables", "Bread and milk", "Something for dinner"),
        times=14,
        lowest_minor=640,
        highest_minor=6_200,
    ),
    Habit(
        category="Coffee",
        vendors=("Röstwerk",),
        descriptions=("Flat white", "Coffee with Mira", "Beans"),
        times=7,
        lowest_minor=280,
        highest_minor=890,
        account=PURSE,
    ),
    Habit(
        category="Eating out",
        vendors=("Noodle House", "La Piccola", "Canteen"),
        descriptions=("Lunch", "Dinner with friends", "Take-away"),
        times=6,
        lowest_minor=890,
        highest_minor=4_600,
        account=CARD,
    ),
    Habit(
        category="Getting around",
        vendors=("City Transit", "Share a Bike", "Railways"),
        descriptions=("Ticket", "Bike by the hour", "Train to the lake"),
        times=4,
        lowest_minor=300,
        highest_minor=2_900,
        account=CARD,
    ),
    Habit(
        category="Household",
        vendors=("Drugstore", "Hardware Store"),
        descriptions=("Soap and such", "Light bulbs", "Paint"),
        times=4,
        lowest_minor=450,
        highest_minor=3_400,
    ),
    Habit(
        category="Books and music",
        vendors=("Bookshop Anders", "Record Store"),
        descriptions=("Paperback", "Concert", "Second-hand records"),
        times=3,
        lowest_minor=700,
        highest_minor=2_800,
        account=POCKET,
    ),
    Habit(
        category="Eating out",
        vendors=("Ice Cream Parlour", "Kiosk"),
        descriptions=("Two scoops", "Snack", "Lemonade by the river"),
        times=5,
        lowest_minor=180,
        highest_minor=950,
        account=POCKET,
    ),
    Habit(
        category="Health",
        vendors=("Pharmacy", "Dr. Sommer"),
        descriptions=("Prescription", "Check-up", "Plasters"),
        times=1,
        lowest_minor=500,
        highest_minor=6_500,
        account=CARD,
    ),
    Habit(
        category="Clothes",
        vendors=("Thread and Needle", "Shoe Corner"),
        descriptions=("Shirt", "Shoes", "Repair"),
        times=2,
        lowest_minor=1_500,
        highest_minor=7_900,
        account=CARD,
    ),
    Habit(
        category="Presents",
        vendors=("Bookshop Anders", "Flower Stand"),
        descriptions=("Flowers", "Birthday present"),
        times=1,
        lowest_minor=1_200,
        highest_minor=4_800,
        account=PURSE,
    ),
)

YEARLY: tuple[tuple[int, Habit], ...] = (
    (
        8,
        Habit(
            category=TRAVEL,
            vendors=("Railways", "Seaside Guesthouse"),
            descriptions=("Train south", "A week by the sea", "Boat trip"),
            times=4,
            lowest_minor=4_500,
            highest_minor=28_000,
            account=CARD,
        ),
    ),
    (
        12,
        Habit(
            category="Presents",
            vendors=("Bookshop Anders", "Record Store", "Toy Box"),
            descriptions=("For the family", "Secret Santa", "For Mira"),
            times=6,
            lowest_minor=1_500,
            highest_minor=6_500,
            account=CARD,
        ),
    ),
)
"""What comes only in the period that ends in a month of the year."""


def subscribed() -> tuple[Bill, ...]:
    """The bills that are told of as subscriptions."""
    return tuple(bill for bill in BILLS if bill.category == SUBSCRIBED)


def vendor_names() -> tuple[str, ...]:
    """Everybody the household deals with, each once."""
    habits = [*HABITS, *(habit for _, habit in YEARLY)]
    names = [bill.vendor for bill in BILLS]
    names += [vendor for habit in habits for vendor in habit.vendors]
    return tuple(dict.fromkeys([*names, GALLERY, BANK]))
