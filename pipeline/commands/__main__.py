"""`python -m pipeline.commands` is `antt`."""

from pipeline.commands import main

if __name__ == "__main__":
    main()
