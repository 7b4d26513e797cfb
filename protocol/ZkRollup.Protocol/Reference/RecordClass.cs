namespace ZkRollup.Protocol.Reference;

/// <summary>The classes of records (docs/protocol.md, 3.2).</summary>
internal enum RecordClass
{
    /// <summary>An index that always holds the zero record.</summary>
    None,
    Owner,
    Account,
    Position,
    Session,
    Order,
    Terms,
    Limits,
    Risk,
    Book,
    Insurance,
    Treasury,
    Signer,
    Board,
    Index,
}
