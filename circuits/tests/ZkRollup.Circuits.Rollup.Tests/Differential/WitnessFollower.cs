using System.Diagnostics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Log;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>Takes what an engine did through the step programs, transaction by transaction, and compares all that can be seen.</summary>
/// <remarks>
/// It knows the engine by its log alone, as whoever makes witnesses does. Compared are: all records that the steps or the engine wrote;
/// what the devices were told of hash, signature, log, queue and withdrawals; and what is carried. A transaction without programs yet is
/// taken over from the log, and counted.
/// </remarks>
internal sealed class WitnessFollower
{
    private readonly Func<TransactionKind, bool> _isWanted;
    private Fr[] _carried = new Fr[DeviceRegisters.CarriedCount];

    /// <param name="isWanted">The kinds to take through programs; null for all of them. Others are taken over from the log.</param>
    internal WitnessFollower(Func<TransactionKind, bool>? isWanted = null)
    {
        _isWanted = isWanted ?? (_ => true);
        _carried[(int)CarriedRegister.Domain] = Domain.Lane;
    }

    /// <summary>The domain of all signatures.</summary>
    internal static TransactionDomain Domain { get; } = MakeDomain();

    /// <summary>The records as the steps left them.</summary>
    internal RecordHistory Records { get; } = new();

    internal StepCounts Counts { get; } = new();

    /// <summary>Is given each chain of steps that agrees with the engine.</summary>
    internal Action<StepChain>? OnChain { get; set; }

    /// <summary>Is told each difference, after which the engine is believed; if it is null the first one is thrown.</summary>
    internal Action<DifferenceException>? OnDifference { get; set; }

    /// <summary>Follows all transitions of a log, which is then cleared.</summary>
    /// <exception cref="DifferenceException">The first difference.</exception>
    internal void Follow(TransitionLog log)
    {
        TransitionReader reader = new(log);
        while (reader.TryReadTransition())
        {
            Follow(Transition.Read(reader), Effects.Read(ref reader, Records));
        }

        log.Clear();
    }

    private static TransactionDomain MakeDomain()
    {
        Span<byte> contract = stackalloc byte[EthereumAddress.Bytes];
        contract.Fill(0xc7);
        _ = EthereumAddress.TryRead(contract, out EthereumAddress address);
        return new(new ChainId(1), address);
    }

    private void Follow(Transition transition, Effects effects)
    {
        StepSequence steps = new(Records, _carried);
        try
        {
            if (!_isWanted(transition.Header.Kind) || !TryPlan(transition, steps, effects))
            {
                TakeOver(transition, effects);
                return;
            }

            new TransitionCheck(transition, steps, _carried, Records).Require(effects);
        }
        catch (DifferenceException difference) when (OnDifference is not null)
        {
            OnDifference(difference);
            TakeOver(transition, effects);
            return;
        }

        string name = $"{transition.Header.Kind} {transition.Header.Sequence}";
        StepChain chain = new(transition.Header.Kind, name, Records.At(Records.Version), _carried, steps.Steps);
        Records.Advance();
        foreach ((RecordAddress address, Record record) in steps.Changed)
        {
            Records.Write(address, record);
        }

        _carried = steps.Carried.ToArray();
        OnChain?.Invoke(chain);
    }

    /// <returns>False if the kind has no programs yet.</returns>
    private bool TryPlan(Transition transition, StepSequence steps, Effects effects)
    {
        TransitionHeader header = transition.Header;
        long start = Stopwatch.GetTimestamp();
        try
        {
            transition.Plan(steps, new TransactionFacts(header.Time, header.QueueIndex, effects.Touched));
        }
        catch (NotSupportedException)
        {
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or ArithmeticException
            or IndexOutOfRangeException or KeyNotFoundException)
        {
            string where = exception is InvalidOperationException ? "" : $"\n{exception.StackTrace}";
            throw new DifferenceException(
                $"{header.Kind}: {exception.Message}", $"{transition} cannot be planned: {exception.Message}{where}");
        }

        Counts.Add(header.Kind, steps.Steps, Stopwatch.GetElapsedTime(start));
        return true;
    }

    /// <summary>Believes the engine.</summary>
    private void TakeOver(Transition transition, Effects effects)
    {
        TransitionHeader header = transition.Header;
        Counts.AddMissing(header.Kind);
        _carried = [.. _carried];
        _carried[(int)CarriedRegister.Time] = Fr.FromInt64(header.Time.Value);
        _carried[(int)CarriedRegister.Sequence] = Fr.FromInt64(header.Sequence.Value);
        if (header.QueueIndex is { } index)
        {
            _carried[(int)CarriedRegister.Queue] = Fr.FromInt64(index.Value + 1);
        }

        if (transition.Withdrawn(address => OwnerRecord.FromRecord(Records.Read(address))) is not null)
        {
            _carried[(int)CarriedRegister.Withdrawals] += Fr.One;
        }

        Records.Advance();
        foreach ((RecordAddress address, Record record) in effects.Written)
        {
            Records.Write(address, record);
        }
    }
}
