"""How many examples: few and the same each time, or with `--hypothesis-profile fuzz` ever new ones."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fuzz",
    deadline=None,
    derandomize=False,
    database=None,
    max_examples=400,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
