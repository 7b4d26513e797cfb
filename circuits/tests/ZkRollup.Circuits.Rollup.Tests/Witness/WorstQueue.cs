using System.Buffers.Binary;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Witness;

/// <summary>Operations that take as many slots, records and nodes as their kind can, in a state made for them.</summary>
/// <remarks>
/// Accounts and instruments have numbers whose paths part as near the root as they can. Whoever closes or withdraws has a position at each
/// place, each in an instrument of its own. Those opposite a close are left in debt, so each of them is looked into.
/// </remarks>
internal sealed class WorstQueue : IRecordSource
{
    internal const long Now = 1_000_000_000;

    private const int Counterparties = 16;
    private const int AccountBits = 24;
    private const int InstrumentBits = 12;
    private const int ArityBits = 2;
    private const int Reporters = 3;
    private const long Round = Now / 3_000;
    private const long Mark = 1_000;
    private const long Multiplier = 10;
    private const long Deposited = 5_000;

    private readonly Dictionary<RecordAddress, Record> _records = [];
    private readonly List<BatchTransaction> _operations = [];
    private uint _accounts;
    private uint _instruments;

    internal WorstQueue()
    {
        Write(RecordAddress.Treasury, new TreasuryRecord { Fund = new(1), NetDeposits = new(1L << 40) }.ToRecord());
        for (int signer = 0; signer < Reporters; signer++)
        {
            (Fr x, Fr y) = KeyRing.Coordinates(signer + 1);
            Write(RecordAddress.Signer(new(signer)), new SignerRecord { KeyX = x, KeyY = y }.ToRecord());
        }
    }

    /// <summary>The operations so far.</summary>
    internal IReadOnlyList<BatchTransaction> Operations => _operations;

    /// <summary>Instruments that a position was closed in.</summary>
    internal List<InstrumentId> Closed { get; } = [];

    public Record Read(RecordAddress address) => _records.GetValueOrDefault(address);

    /// <summary>A deposit that makes an account.</summary>
    internal void Deposit()
    {
        AccountId account = NextAccount();
        Add(new Deposit(account, new(Deposited), OwnerOf(account), default, default));
    }

    internal void CancelAll()
    {
        AccountId account = Hold(0, 0);
        Add(new ForcedCancelAll(account, OwnerOf(account)));
    }

    internal void ChangeMasterKey()
    {
        AccountId account = Hold(0, 0);
        (Fr x, Fr y) = KeyRing.Coordinates(1);
        Add(new ChangeMasterKey(account, OwnerOf(account), x, y));
    }

    internal void ListInstrument() => Add(new ListInstrument(NextInstrument(isListed: false), Terms, Limits));

    internal void Withdraw()
    {
        AccountId account = Hold(1L << 30, 1);
        Add(new ForcedWithdraw(account, new(Deposited), OwnerOf(account)));
    }

    /// <summary>A close that the insurance can take nothing of at first, sixteen debtors take, and the insurance ends.</summary>
    internal void Close()
    {
        const long lots = Counterparties + 2;
        AccountId account = Hold(-(1L << 30), lots);
        InstrumentId instrument = PositionRecord.FromRecord(Read(RecordAddress.Position(account, 0))).Instrument;
        Closed.Add(instrument);
        Write(RecordAddress.Book(instrument), new BookRecord { LongLots = new(100), ShortLots = new(100) }.ToRecord());
        List<RecordAddress> choices = [];
        for (int i = 0; i < Counterparties; i++)
        {
            AccountId other = NextAccount();
            WriteAccount(other, 0, 1);
            WritePosition(other, 0, instrument, -1);
            choices.Add(RecordAddress.Account(other));
        }

        Add(new ForcedClose(account, instrument, Side.Buy, new(lots), OwnerOf(account)), choices);
    }

    /// <summary>Three reports, and a mark for each instrument that a position is closed in.</summary>
    internal IEnumerable<BatchTransaction> FreshMarks()
    {
        for (int signer = 0; signer < Reporters; signer++)
        {
            OracleUpdate report = new(new(signer), default, new(Round), new(Mark));
            byte[] encoded = new byte[BinaryCodec.Length<OracleUpdate>()];
            _ = BinaryCodec.Write(report, default, encoded);
            yield return new(encoded, new(Now), null, []);
        }

        foreach (InstrumentId instrument in Closed)
        {
            byte[] encoded = new byte[BinaryCodec.Length<UpdateMark>()];
            _ = BinaryCodec.Write(new UpdateMark(instrument), encoded);
            yield return new(encoded, new(Now), null, []);
        }
    }

    private static Record Terms { get; } = new TermsRecord
    {
        Kind = InstrumentKind.Perpetual,
        Multiplier = new(Multiplier),
        PriceStep = new(1),
        PriceCap = new(100_000),
    }.ToRecord();

    private static Record Limits { get; } = new LimitsRecord
    {
        TakerFee = new(500),
        MakerFee = new(-100),
        Band = new(100_000),
        InitialRate = new(100_000),
        MaintenanceRate = new(50_000),
        PositionLimit = new(1_000_000),
        OpenInterestCap = new(1_000_000),
        IsOpen = true,
    }.ToRecord();

    private static EthereumAddress OwnerOf(AccountId account)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        bytes.Fill(0xa5);
        BinaryPrimitives.WriteInt64BigEndian(bytes, account.Value);
        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
        return address;
    }

    /// <summary>Numbers whose base-4 digits are those of 1, 2, 3, … from behind.</summary>
    private static long Spread(uint count, int bits)
    {
        long number = 0;
        for (int shift = bits - ArityBits; shift >= 0; shift -= ArityBits)
        {
            number |= (long)(count & 3) << shift;
            count >>= ArityBits;
        }

        return number;
    }

    /// <summary>An account; if lots are not 0, with a position at each place, the first of so many lots, the others of one.</summary>
    private AccountId Hold(long cash, long lots)
    {
        AccountId account = NextAccount();
        WriteAccount(account, cash, lots == 0 ? 0 : (1 << RecordAddress.Positions) - 1);
        for (int place = 0; place < RecordAddress.Positions && lots > 0; place++)
        {
            WritePosition(account, place, NextInstrument(isListed: true), place == 0 ? lots : 1);
        }

        return account;
    }

    private void WriteAccount(AccountId account, long cash, int mask)
    {
        Write(RecordAddress.Account(account), new AccountRecord { Exists = true, Cash = new(cash), PositionMask = mask }.ToRecord());
        Write(RecordAddress.Owner(account), new OwnerRecord { Address = OwnerOf(account) }.ToRecord());
    }

    private void WritePosition(AccountId account, int place, InstrumentId instrument, long size) => Write(
        RecordAddress.Position(account, place), new PositionRecord { Instrument = instrument, Size = new(size) }.ToRecord());

    private AccountId NextAccount() => new(Spread(++_accounts, AccountBits));

    private InstrumentId NextInstrument(bool isListed)
    {
        InstrumentId instrument = new(Spread(++_instruments, InstrumentBits));
        if (isListed)
        {
            Write(RecordAddress.Terms(instrument), Terms);
            Write(RecordAddress.Limits(instrument), Limits);
            Write(RecordAddress.Risk(instrument), new RiskRecord
            {
                Exists = true,
                InitialLong = new(1_000),
                InitialShort = new(1_000),
                MaintenanceLong = new(500),
                MaintenanceShort = new(500),
                SlowMark = 4_096 * Mark,
                Mark = new(Mark),
                IndexPrice = new(Mark),
                IndexRound = new(Round - 1),
                Status = MarkStatus.Marked,
            }.ToRecord());
            Write(RecordAddress.Book(instrument), new BookRecord { LongLots = new(1), ShortLots = new(1) }.ToRecord());
            Write(RecordAddress.Insurance(instrument), new InsuranceRecord { Exists = true }.ToRecord());
        }

        return instrument;
    }

    private void Write(RecordAddress address, Record record) => _records[address] = record;

    private void Add<T>(in T operation, params IReadOnlyList<RecordAddress> choices)
        where T : unmanaged, IUnsignedTransaction<T>
    {
        byte[] encoded = new byte[BinaryCodec.Length<T>()];
        _ = BinaryCodec.Write(operation, encoded);
        _operations.Add(new(encoded, new(Now), new QueueIndex(_operations.Count), [choices]));
    }
}
