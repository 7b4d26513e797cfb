using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Writes words of public data one after the other.</summary>
/// <param name="words">Room for all of them.</param>
internal ref struct PublicWordWriter(Span<Fr> words)
{
    private Span<Fr> _rest = words;

    internal void Header(in BatchHeader header, int operations, int withdrawals, int records)
    {
        Roots(header.Before);
        Roots(header.After);
        Scalar(header.Number);
        Scalar(header.FirstTime);
        Scalar(header.LastTime);
        Scalar(header.FirstSequence);
        Scalar(header.LastSequence);
        Word(header.LogRoot);
        Scalar(header.FirstQueueIndex);
        Word(Fr.FromInt64(operations));
        Word(Fr.FromInt64(withdrawals));
        Word(Fr.FromInt64(records));
    }

    internal void Operation(in ConsumedOperation operation)
    {
        operation.WriteLanes(_rest);
        _rest = _rest[TransactionLanes.CountMax..];
        LanePacker outcome = new LanePacker()
            .Add((ulong)operation.Outcome.Code, PublicWordReader.OutcomeBits)
            .Add((ulong)operation.Outcome.Value, PublicWordReader.AmountBits);
        Word(outcome.ToElement());
    }

    internal void Withdrawal(in Withdrawal withdrawal)
    {
        LanePacker lane = AddressLane.Append(default, withdrawal.Owner);
        Word(lane.Add((ulong)withdrawal.Amount.Value, PublicWordReader.AmountBits).ToElement());
        Scalar(withdrawal.Account);
    }

    internal void Record(in PublishedRecord record)
    {
        Word(Fr.FromUInt64(record.Address.Value));
        record.Record.WriteLanes(_rest);
        _rest = _rest[State.Record.LaneCount..];
    }

    private void Roots(in SubtreeRoots roots)
    {
        Word(roots.Accounts);
        Word(roots.Orders);
        Word(roots.Instruments);
        Word(roots.System);
    }

    private void Scalar<T>(T value)
        where T : struct, IScalar<T> => Word(Fr.FromInt64(value.Value));

    private void Word(in Fr word)
    {
        _rest[0] = word;
        _rest = _rest[1..];
    }
}
