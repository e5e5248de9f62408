"""``python -m resextract``."""

from resextract.cli import main

if __name__ == "__main__":
    main()
