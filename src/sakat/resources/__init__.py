"""Knowledge of Thai as data: tables with their sources, and trained models with their cards."""
