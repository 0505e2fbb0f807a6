"""Every error of the project.

    BdhvsError
    ├── SettingsError            a setting's value is not allowed
    ├── ContentError             a shipped content file breaks its schema
    ├── QuestionError            a question cannot be taken in
    ├── QueryError               a filter names what the plan does not have
    ├── ProgressError            a record of progress cannot be taken in
    ├── AccessError              who asks has no key that is known
    │   └── AccessOff            the server has no keys: nobody may
    ├── ExportError              a file cannot be written
    ├── StorageError             a store cannot do its work
    │   ├── StorageFull          the disk is full
    │   ├── NewerDatabase        the database was written by a newer version
    │   ├── BuilderBusy          another process is building the index
    │   └── IndexFault           an index failed its check
    └── DocumentError            a document cannot be read
        ├── MissingDocument      no such file
        ├── EmptyDocument        nothing to read in it
        ├── UnsupportedDocument  a kind of file we do not read
        ├── MislabelledDocument  the bytes do not match the file's ending
        ├── EncryptedDocument    a password is asked for
        ├── DamagedDocument      truncated or broken
        ├── LegacyEncoding       UTF-16, TCVN3 or VNI text
        ├── ScannedDocument      pictures of pages: OCR is needed
        └── DocumentTooLarge     more time, memory, pages or bytes than the limits allow

A message is for a person: what happened, with which value, what to do. It is
Vietnamese, because the people who run and use the assistant read Vietnamese.
"""


class BdhvsError(Exception):
    """An error a person can understand: `what` happened, with its value, and `advice` on what to do."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(f"{what} {advice}")
        self.what = what
        self.advice = advice

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        # Readers run in a child process: their errors must survive the way back.
        return (type(self), (self.what, self.advice))


class SettingsError(BdhvsError):
    """A setting's value is not allowed."""


class ContentError(BdhvsError):
    """A shipped content file breaks its schema."""


class QuestionError(BdhvsError):
    """A question cannot be taken in."""


class QueryError(BdhvsError):
    """A filter names what the plan does not have: an agency, an id, a group, a date."""


class ProgressError(BdhvsError):
    """A record of progress cannot be taken in: its status, day, link or text."""


class AccessError(BdhvsError):
    """Who asks has shown no officer's key, or one that is not known."""


class AccessOff(AccessError):
    """No officer's key is set, so that nobody may do this."""


class ExportError(BdhvsError):
    """A file cannot be written where it was asked for."""


class StorageError(BdhvsError):
    """A store cannot do its work."""


class StorageFull(StorageError):
    """The disk is full."""


class NewerDatabase(StorageError):
    """The database was written by a newer version."""


class BuilderBusy(StorageError):
    """Another process is building the index."""


class IndexFault(StorageError):
    """An index failed its check."""


class DocumentError(BdhvsError):
    """A document cannot be read."""


class MissingDocument(DocumentError):
    """No such file."""


class EmptyDocument(DocumentError):
    """There is nothing to read in the file."""


class UnsupportedDocument(DocumentError):
    """A kind of file we do not read."""


class MislabelledDocument(DocumentError):
    """The bytes do not match the file's ending."""


class EncryptedDocument(DocumentError):
    """A password is asked for."""


class DamagedDocument(DocumentError):
    """The file is truncated or broken."""


class LegacyEncoding(DocumentError):
    """UTF-16, TCVN3 or VNI text."""


class ScannedDocument(DocumentError):
    """Pictures of pages: OCR is needed."""


class DocumentTooLarge(DocumentError):
    """More time, memory, pages or bytes than the limits allow."""
