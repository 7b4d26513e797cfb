using System.Globalization;
using ZkRollup.Protocol.Ids;

namespace ZkRollup.Protocol.State;

/// <summary>Where a record lies: subtree·2^30 + index (docs/protocol.md, 3.2).</summary>
/// <param name="Value">The address.</param>
public readonly record struct RecordAddress(uint Value)
{
    /// <summary>Levels of a subtree.</summary>
    public const int SubtreeDepth = 15;

    /// <summary>Records of an account's block.</summary>
    public const int AccountStride = 64;

    /// <summary>Places for positions in an account's block, in the first set.</summary>
    public const int Positions = 8;

    /// <summary>Slots for sessions in an account's block.</summary>
    public const int Sessions = 16;

    /// <summary>Records of an instrument.</summary>
    public const int InstrumentStride = 8;

    private const uint Instruments = 4_096;
    private const uint Signers = 5;
    private const uint Underlyings = 48;
    private const int IndexBits = 2 * SubtreeDepth;
    private const uint PositionBase = 16;
    private const uint SessionBase = 32;
    private const uint UnderlyingBase = 64;
    private const uint UnderlyingStride = 4;

    /// <summary>The treasury.</summary>
    public static RecordAddress Treasury => Of(Subtree.System, 0);

    /// <summary>The subtree.</summary>
    public Subtree Subtree => (Subtree)(Value >> IndexBits);

    /// <summary>The index within the subtree.</summary>
    public uint Index => Value & ((1u << IndexBits) - 1);

    /// <summary>What lies there; None for an index that holds the zero record, always.</summary>
    public RecordClass Class => Subtree switch
    {
        Subtree.Accounts when Index >= AccountStride => ClassInAccount(Index % AccountStride),
        Subtree.Orders when Index > 0 => RecordClass.Order,
        Subtree.Instruments when Index is >= InstrumentStride and < InstrumentStride * Instruments =>
            ClassInInstrument(Index % InstrumentStride),
        Subtree.System => ClassInSystem(Index),
        _ => RecordClass.None,
    };

    /// <summary>An address.</summary>
    /// <param name="subtree">The subtree.</param>
    /// <param name="index">Below 2^30.</param>
    public static RecordAddress Of(Subtree subtree, uint index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1u << IndexBits);
        return new RecordAddress(((uint)subtree << IndexBits) | index);
    }

    /// <summary>The owner of an account.</summary>
    public static RecordAddress Owner(AccountId account) => InAccount(account, 0);

    /// <summary>An account.</summary>
    public static RecordAddress Account(AccountId account) => InAccount(account, 1);

    /// <summary>A position.</summary>
    /// <param name="account">The account.</param>
    /// <param name="place">0 to 7.</param>
    public static RecordAddress Position(AccountId account, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Positions);
        return InAccount(account, PositionBase + (uint)place);
    }

    /// <summary>A session.</summary>
    public static RecordAddress Session(AccountId account, SessionSlot slot) => InAccount(account, SessionBase + (uint)slot.Value);

    /// <summary>An order.</summary>
    public static RecordAddress Order(OrderLeaf leaf) => Of(Subtree.Orders, (uint)leaf.Value);

    /// <summary>The terms of an instrument.</summary>
    public static RecordAddress Terms(InstrumentId instrument) => InInstrument(instrument, 0);

    /// <summary>The limits of an instrument.</summary>
    public static RecordAddress Limits(InstrumentId instrument) => InInstrument(instrument, 1);

    /// <summary>Marks, margins and cumulative indices of an instrument.</summary>
    public static RecordAddress Risk(InstrumentId instrument) => InInstrument(instrument, 2);

    /// <summary>The book of an instrument.</summary>
    public static RecordAddress Book(InstrumentId instrument) => InInstrument(instrument, 3);

    /// <summary>The insurance of an instrument.</summary>
    public static RecordAddress Insurance(InstrumentId instrument) => InInstrument(instrument, 4);

    /// <summary>The key of a signer of the oracle.</summary>
    /// <param name="signer">0 to 4.</param>
    public static RecordAddress Signer(SignerIndex signer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signer.Value, SignerIndex.Risk.Value, nameof(signer));
        return Of(Subtree.System, 1 + (uint)signer.Value);
    }

    /// <summary>The last reports for an underlying.</summary>
    public static RecordAddress Board(UnderlyingId underlying) => InUnderlying(underlying, 0);

    /// <summary>The index of an underlying.</summary>
    public static RecordAddress IndexOf(UnderlyingId underlying) => InUnderlying(underlying, 1);

    /// <summary>Subtree and index.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subtree}/{Index}");

    private static RecordClass ClassInAccount(uint offset) => offset switch
    {
        0 => RecordClass.Owner,
        1 => RecordClass.Account,
        >= PositionBase and < PositionBase + Positions => RecordClass.Position,
        >= SessionBase and < SessionBase + Sessions => RecordClass.Session,
        _ => RecordClass.None,
    };

    private static RecordClass ClassInInstrument(uint offset) => offset switch
    {
        0 => RecordClass.Terms,
        1 => RecordClass.Limits,
        2 => RecordClass.Risk,
        3 => RecordClass.Book,
        4 => RecordClass.Insurance,
        _ => RecordClass.None,
    };

    private static RecordClass ClassInSystem(uint index) => index switch
    {
        0 => RecordClass.Treasury,
        <= Signers => RecordClass.Signer,
        >= UnderlyingBase and < UnderlyingBase + (UnderlyingStride * Underlyings) => (index % UnderlyingStride) switch
        {
            0 => RecordClass.Board,
            1 => RecordClass.Index,
            _ => RecordClass.None,
        },
        _ => RecordClass.None,
    };

    private static RecordAddress InAccount(AccountId account, uint offset) =>
        Of(Subtree.Accounts, ((uint)account.Value * AccountStride) + offset);

    private static RecordAddress InInstrument(InstrumentId instrument, uint offset) =>
        Of(Subtree.Instruments, ((uint)instrument.Value * InstrumentStride) + offset);

    private static RecordAddress InUnderlying(UnderlyingId underlying, uint offset) =>
        Of(Subtree.System, UnderlyingBase + ((uint)underlying.Value * UnderlyingStride) + offset);
}
