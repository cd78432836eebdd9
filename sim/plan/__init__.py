"""What should happen: frozen nouns, validated and pure."""
