using System.Globalization;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Tests.Encoding;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Vectors;

/// <summary>What docs/vectors/protocol.json holds.</summary>
internal static class VectorContent
{
    /// <summary>That fill one to three levels, or part of them.</summary>
    private static readonly int[] LogSizes = [1, 4, 6, 17];

    internal static object Make() => new
    {
        Description = "Encodings of docs/protocol.md, sections 3, 5.2, 6.1, 13 and 15. Integers that begin with 0x are big-endian, all other "
            + "hexadecimal is bytes. The secret key of a signature is derived from the seed.",
        Domain = new
        {
            ChainId = Text((long)WireData.Domain.Chain.Value),
            Contract = Text(WireData.Domain.Contract),
            Lane = WireData.Domain.Lane.ToString(),
        },
        Transactions = Enum.GetValues<TransactionKind>().SelectMany(OfType),
        Records = Records().Select(named => Packed(named.Name, named.Record)),
        Addresses = Addresses(),
        StateRoot = StateRoot(),
        Logs = LogSizes.Select(Log),
        PublicData = PublicData(),
    };

    private static IEnumerable<object> OfType(TransactionKind kind)
    {
        foreach (VectorValues.Choice choice in Enum.GetValues<VectorValues.Choice>())
        {
            SampleVisitor visitor = new(choice, (byte)kind);
            yield return TransactionTypes.Visit<SampleVisitor, object>(kind, ref visitor);
        }
    }

    private static object Packed(string name, in Record record)
    {
        Fr[] lanes = new Fr[Record.LaneCount];
        record.WriteLanes(lanes);
        return new { Name = name, Record = Json(record), Lanes = lanes.Select(lane => lane.ToString()), Leaf = record.Leaf().ToString() };
    }

    private static object Json(in Record r) => new
    {
        X = r.X.ToString(),
        Y = r.Y.ToString(),
        A0 = Text(r.A0),
        A1 = Text(r.A1),
        A2 = Text(r.A2),
        A3 = Text(r.A3),
        A4 = Text(r.A4),
        B0 = Text(r.B0),
        B1 = Text(r.B1),
        B2 = Text(r.B2),
        B3 = Text(r.B3),
        B4 = Text(r.B4),
        B5 = Text(r.B5),
    };

    private static IEnumerable<(string Name, Record Record)> Records()
    {
        yield return ("absent", default);
        ulong bits60 = (1UL << 60) - 1;
        ulong bits48 = (1UL << 48) - 1;
        ulong bits36 = (1UL << 36) - 1;
        yield return (
            "all fields at their greatest",
            new Record(
                -Fr.One, -Fr.One, bits60, bits48, bits48, bits48, bits48, bits60, bits48, bits36, bits36, bits36, bits36));
        yield return ("each field its number", new Record(Fr.FromUInt64(1), Fr.FromUInt64(2), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        OwnerRecord owner = new() { Address = WireData.Domain.Contract, KeyX = Fr.FromUInt64(3), MasterNonce = new Nonce(9) };
        yield return ("owner", owner.ToRecord());
        yield return ("account with cash -1", new AccountRecord { Cash = new QuoteQuanta(-1), OpenOrders = 2, Exists = true }.ToRecord());
        PositionRecord position = new() { Instrument = new InstrumentId(5), Size = new SignedLots(-12), OpenSells = new Lots(3) };
        yield return ("short position", position.ToRecord());
    }

    private static IEnumerable<object> Addresses()
    {
        foreach (long account in new[] { 1, AccountId.MaxValue })
        {
            AccountId id = new(account);
            yield return new { Class = "Owner", Account = account, Address = RecordAddress.Owner(id).Value };
            yield return new { Class = "Account", Account = account, Address = RecordAddress.Account(id).Value };
            yield return new { Class = "Position", Account = account, Place = 7, Address = RecordAddress.Position(id, 7).Value };
            RecordAddress session = RecordAddress.Session(id, new SessionSlot(15));
            yield return new { Class = "Session", Account = account, Slot = 15, Address = session.Value };
        }

        OrderLeaf leaf = new(OrderLeaf.MaxValue);
        InstrumentId instrument = new(InstrumentId.MaxValue);
        UnderlyingId underlying = new(UnderlyingId.MaxValue);
        yield return new { Class = "Order", Leaf = leaf.Value, Address = RecordAddress.Order(leaf).Value };
        yield return new { Class = "Terms", Instrument = instrument.Value, Address = RecordAddress.Terms(instrument).Value };
        yield return new { Class = "Limits", Instrument = instrument.Value, Address = RecordAddress.Limits(instrument).Value };
        yield return new { Class = "Risk", Instrument = instrument.Value, Address = RecordAddress.Risk(instrument).Value };
        yield return new { Class = "Book", Instrument = instrument.Value, Address = RecordAddress.Book(instrument).Value };
        yield return new { Class = "Insurance", Instrument = instrument.Value, Address = RecordAddress.Insurance(instrument).Value };
        yield return new { Class = "Treasury", Address = RecordAddress.Treasury.Value };
        yield return new { Class = "Signer", Signer = 4, Address = RecordAddress.Signer(SignerIndex.Risk).Value };
        yield return new { Class = "Board", Underlying = underlying.Value, Address = RecordAddress.Board(underlying).Value };
        yield return new { Class = "Index", Underlying = underlying.Value, Address = RecordAddress.IndexOf(underlying).Value };
    }

    private static object StateRoot()
    {
        SubtreeRoots roots = Roots(1);
        return new { Subtrees = Strings(roots), Root = roots.ComputeStateRoot().ToString() };
    }

    private static object Log(int count)
    {
        TransactionLog log = new();
        List<object> transactions = [];
        for (int i = 0; i < count; i++)
        {
            SequenceNumber sequence = new(900 + i);
            Timestamp time = new(1_767_225_600_000 + (i / 2));
            Fr hash = TransactionLanes.Hash(WireData.Domain, new CollectFees(new InstrumentId(i + 1)));
            log.Append(sequence, hash, time);
            Fr leaf = TransactionLog.Leaf(sequence, hash, time);
            transactions.Add(new { Sequence = sequence.Value, Hash = hash.ToString(), Time = time.Value, Leaf = leaf.ToString() });
        }

        return new { Transactions = transactions, Root = log.ComputeRoot().ToString() };
    }

    private static object PublicData()
    {
        BatchHeader header = new(
            Roots(5),
            Roots(9),
            new BatchNumber(12),
            new Timestamp(1_767_225_600_000),
            new Timestamp(1_767_225_603_999),
            new SequenceNumber(1_000),
            new SequenceNumber(1_999),
            Fr.FromUInt64(77),
            new QueueIndex(31));
        ForcedWithdraw operation = new(new AccountId(8), new QuoteAmount(QuoteAmount.MaxValue), WireData.Domain.Contract);
        QueueOutcome outcome = new(OutcomeCode.Paid, 123_456_789_012);
        Withdrawal withdrawal = new(operation.Owner, operation.Account, new QuoteAmount(outcome.Value));
        Record record = new AccountRecord { Cash = new QuoteQuanta(5), Exists = true }.ToRecord();
        PublishedRecord published = new(RecordAddress.Account(operation.Account), record);
        BatchPublicData data = new(header, [ConsumedOperation.Of(operation, outcome)], [withdrawal], [published]);
        return new
        {
            Header = new
            {
                Before = Strings(header.Before),
                After = Strings(header.After),
                Number = header.Number.Value,
                FirstTime = header.FirstTime.Value,
                LastTime = header.LastTime.Value,
                FirstSequence = header.FirstSequence.Value,
                LastSequence = header.LastSequence.Value,
                LogRoot = header.LogRoot.ToString(),
                FirstQueueIndex = header.FirstQueueIndex.Value,
            },
            Operations = new[]
            {
                new { Operation = SampleVisitor.JsonOf(operation), Outcome = (int)outcome.Code, Value = Text(outcome.Value) },
            },
            Withdrawals = new[] { new { Owner = Text(withdrawal.Owner), Account = 8, Amount = Text(withdrawal.Amount.Value) } },
            Records = new[] { new { Address = published.Address.Value, Record = Json(record) } },
            Words = data.ToWords().Select(word => word.ToString()),
        };
    }

    private static SubtreeRoots Roots(ulong first) =>
        new(Fr.FromUInt64(first), Fr.FromUInt64(first + 1), Fr.FromUInt64(first + 2), Fr.FromUInt64(first + 3));

    private static string[] Strings(SubtreeRoots roots) =>
        [roots.Accounts.ToString(), roots.Orders.ToString(), roots.Instruments.ToString(), roots.System.ToString()];

    private static string Text(EthereumAddress address) => address.ToString().ToLowerInvariant();

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
