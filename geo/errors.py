"""The error tree. Every message says where, what, and what to do.

::

    AlcanceError            the doors catch this tree, print one line and exit 1
    ├── InputError          a file or a row of it cannot be used
    ├── StudyError          a study folder is missing, incomplete or altered
    └── QuestionError       the question cannot be answered as it was asked
"""


class AlcanceError(Exception):
    """The root of everything that is the user's to mend.

    Parameters
    ----------
    where
        File, row, option or place the trouble is in.
    what
        The trouble, with the value that caused it.
    todo
        What the reader can do about it.
    """

    def __init__(self, where: str, what: str, todo: str) -> None:
        super().__init__(where, what, todo)
        self.where = where
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        """Return the message on one line, whatever its parts contained."""
        return " ".join(f"{self.where}: {self.what}. {self.todo}".split())


class InputError(AlcanceError):
    """A file, or every row of it, cannot be used."""


class StudyError(AlcanceError):
    """A study folder is missing, incomplete or altered."""


class QuestionError(AlcanceError):
    """The question cannot be answered as it was asked."""
