using System.Runtime.InteropServices;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine;

namespace ZkRollup.Bench.Exchange;

/// <summary>Transactions in the order in which an engine got them, to be played to others that began in the same state.</summary>
internal sealed class CommandTape
{
    private readonly SchnorrPublicKey[] _keys;
    private readonly long _firstAccount;
    private readonly List<(TransactionKind Kind, int Index, Timestamp Time)> _sequence = [];
    private readonly List<PlaceOrder> _places = [];
    private readonly List<CancelOrder> _cancels = [];
    private readonly List<OracleUpdate> _reports = [];
    private readonly List<UpdateMark> _marks = [];
    private readonly List<RiskUpdate> _risks = [];

    /// <summary>An empty tape.</summary>
    /// <param name="keys">Keys of the accounts' sessions.</param>
    /// <param name="firstAccount">The account that has the first of them.</param>
    internal CommandTape(SchnorrPublicKey[] keys, long firstAccount)
    {
        _keys = keys;
        _firstAccount = firstAccount;
    }

    /// <summary>Transactions on it.</summary>
    internal int Count => _sequence.Count;

    /// <summary>Transactions of a kind from one place on.</summary>
    internal int CountOf(TransactionKind kind, int from) => _sequence.Skip(from).Count(item => item.Kind == kind);

    internal void Add(Timestamp time, in PlaceOrder item) => Append(TransactionKind.PlaceOrder, _places, item, time);

    internal void Add(Timestamp time, in CancelOrder item) => Append(TransactionKind.CancelOrder, _cancels, item, time);

    internal void Add(Timestamp time, in OracleUpdate item) => Append(TransactionKind.OracleUpdate, _reports, item, time);

    internal void Add(Timestamp time, in UpdateMark item) => Append(TransactionKind.UpdateMark, _marks, item, time);

    internal void Add(Timestamp time, in RiskUpdate item) => Append(TransactionKind.RiskUpdate, _risks, item, time);

    /// <summary>Applies the transaction at a place.</summary>
    internal Cause Apply(ExchangeEngine engine, int place, EventBuffer events)
    {
        (TransactionKind kind, int index, Timestamp time) = _sequence[place];
        switch (kind)
        {
            case TransactionKind.PlaceOrder:
                ref readonly PlaceOrder order = ref CollectionsMarshal.AsSpan(_places)[index];
                return engine.Apply(time, _keys[order.Header.Account.Value - _firstAccount], order, events);
            case TransactionKind.CancelOrder:
                ref readonly CancelOrder cancel = ref CollectionsMarshal.AsSpan(_cancels)[index];
                return engine.Apply(time, _keys[cancel.Header.Account.Value - _firstAccount], cancel, events);
            case TransactionKind.OracleUpdate:
                return engine.Apply(time, ExchangeSetup.SignerKey, _reports[index], events);
            case TransactionKind.UpdateMark:
                return engine.Apply(time, _marks[index], events);
            case TransactionKind.RiskUpdate:
                return engine.Apply(time, ExchangeSetup.SignerKey, _risks[index], events);
            default:
                throw new InvalidOperationException($"No {kind} is ever put on a tape.");
        }
    }

    private void Append<T>(TransactionKind kind, List<T> items, in T item, Timestamp time)
    {
        _sequence.Add((kind, items.Count, time));
        items.Add(item);
    }
}
