"""How fast sakat is, measured against PyThaiNLP's tokenizer and the recipe users write today, in one run."""
