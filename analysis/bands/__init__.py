"""How sure an answer is: the same question asked of many worlds that could be."""
