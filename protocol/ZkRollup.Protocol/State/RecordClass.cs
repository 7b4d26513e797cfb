namespace ZkRollup.Protocol.State;

/// <summary>What a record is (docs/protocol.md, 3.2 and 3.3).</summary>
public enum RecordClass
{
    /// <summary>No class: the record is zero, always.</summary>
    None = 0,

    /// <summary><see cref="OwnerRecord"/>.</summary>
    Owner,

    /// <summary><see cref="AccountRecord"/>.</summary>
    Account,

    /// <summary><see cref="PositionRecord"/>.</summary>
    Position,

    /// <summary><see cref="SessionRecord"/>.</summary>
    Session,

    /// <summary><see cref="OrderRecord"/>.</summary>
    Order,

    /// <summary><see cref="TermsRecord"/>.</summary>
    Terms,

    /// <summary><see cref="LimitsRecord"/>.</summary>
    Limits,

    /// <summary><see cref="RiskRecord"/>.</summary>
    Risk,

    /// <summary><see cref="BookRecord"/>.</summary>
    Book,

    /// <summary><see cref="InsuranceRecord"/>.</summary>
    Insurance,

    /// <summary><see cref="TreasuryRecord"/>.</summary>
    Treasury,

    /// <summary><see cref="SignerRecord"/>.</summary>
    Signer,

    /// <summary><see cref="BoardRecord"/>.</summary>
    Board,

    /// <summary><see cref="IndexRecord"/>.</summary>
    Index,
}
