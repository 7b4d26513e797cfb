using System.Globalization;
using System.Numerics;
using System.Text;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>Compares the steps of a transition with what the engine did.</summary>
/// <param name="transition">The transition.</param>
/// <param name="steps">Its steps.</param>
/// <param name="carriedIn">What the first step was given.</param>
/// <param name="before">The records before it.</param>
internal sealed class TransitionCheck(Transition transition, StepSequence steps, Fr[] carriedIn, IRecordSource before)
{
    /// <exception cref="DifferenceException">The first difference.</exception>
    internal void Require(Effects effects)
    {
        RequireLines();
        RequireRecords(effects);
        RequireMessage();
        RequireQueue();
        RequireSignature();
        RequireWithdrawal();
        RequireCarried();
    }

    private static bool IsOn(StepResult step, int row) => !step.Input(row).IsZero;

    /// <summary>Every line holds, as the circuit reads it.</summary>
    private void RequireLines()
    {
        StepResult? last = null;
        foreach (StepResult step in steps.Steps)
        {
            IReadOnlyList<string> failures = LineCheck.Failures(step, last?.Results);
            Check(failures.Count == 0, $"lines of {step.Program.Name} do not hold: {string.Join("; ", failures)}");
            last = step;
        }
    }

    private void RequireRecords(Effects effects)
    {
        foreach (RecordAddress address in effects.Written.Keys.Union(steps.Changed.Keys).OrderBy(address => address.Value))
        {
            Record expected = effects.Written.TryGetValue(address, out Record written) ? written : before.Read(address);
            Record got = steps.Read(address);
            if (expected != got)
            {
                Check(false, Describe(address, expected, got), $"{address.Class} differs");
            }
        }
    }

    private string Describe(RecordAddress address, in Record expected, in Record got)
    {
        StringBuilder text = new();
        Fr[] wanted = new Fr[MachineShape.Fields];
        Fr[] found = new Fr[MachineShape.Fields];
        RecordElements.Write(expected, wanted);
        RecordElements.Write(got, found);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] != found[i])
            {
                RecordField? field = Fields.All[address.Class].FirstOrDefault(named => named.Index == i);
                BigInteger bias = field?.Bias ?? 0;
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{address.Class} {address}, {field?.Name ?? (i == 0 ? "x" : i == 1 ? "y" : $"packed field {i}")}: "
                    + $"the engine has {FieldNumber.ToSigned(wanted[i]) - bias}, the steps {FieldNumber.ToSigned(found[i]) - bias}; ");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"the engine {(before.Read(address) == expected ? "left it alone" : "wrote it")}");
        return text.ToString();
    }

    /// <summary>One step logs the hash of the transaction, its number and its time.</summary>
    private void RequireMessage()
    {
        StepResult logged = One("log", DeviceRegisters.LogEnable);
        Fr[] lanes = transition.Lanes(WitnessFollower.Domain);
        Check(logged.Results[DeviceRegisters.MessageDigest] == Poseidon2.Hash(TransactionLanes.HashDomain, lanes), "the digest differs");
        Check(logged.Input(DeviceRegisters.LogSequence) == Fr.FromInt64(transition.Header.Sequence.Value), "the logged number differs");
        Check(logged.Input(DeviceRegisters.LogTime) == Fr.FromInt64(transition.Header.Time.Value), "the logged time differs");
    }

    /// <summary>An operation of the queue is published once, with its lanes and its outcome; nothing else is.</summary>
    private void RequireQueue()
    {
        if (transition.Header.QueueIndex is not { } index)
        {
            None("queue operation", DeviceRegisters.QueueEnable);
            return;
        }

        StepResult step = One("queue operation", DeviceRegisters.QueueEnable);
        Fr[] lanes = transition.Lanes(WitnessFollower.Domain);
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            Check(step.Input(DeviceRegisters.MessageLane(lane)) == lanes[lane], $"lane {lane} of the queue operation differs");
        }

        Check(IsOn(step, DeviceRegisters.MessageLong), "the message of a queue operation has five lanes");
        QueueOutcome outcome = transition.Header.Outcome;
        BigInteger expected = (BigInteger)(int)outcome.Code + ((BigInteger)outcome.Value << 8);
        BigInteger got = FieldNumber.ToSigned(step.Input(DeviceRegisters.QueueOutcome));
        Check(got == expected, $"the engine has the outcome {outcome}, the steps {got % 256} with {got / 256}");
        Check(step.Input(DeviceRegisters.QueueIndex) == Fr.FromInt64(index.Value), "the queue index differs");
    }

    /// <summary>A signed transaction demands one signature of its hash, under the key in the state before it.</summary>
    private void RequireSignature()
    {
        if (transition.KeyAddress is not { } address)
        {
            None("signature", DeviceRegisters.SignatureEnable);
            return;
        }

        StepResult step = One("signature", DeviceRegisters.SignatureEnable);
        Record key = before.Read(address);
        Check(
            step.Input(DeviceRegisters.SignatureKeyX) == key.X && step.Input(DeviceRegisters.SignatureKeyY) == key.Y,
            $"the signature is not under the key of {address}");
        Check(IsOn(step, DeviceRegisters.LogEnable), "the signature is not of the logged hash");
    }

    private void RequireWithdrawal()
    {
        if (transition.Withdrawn(address => OwnerRecord.FromRecord(before.Read(address))) is not { } withdrawal)
        {
            None("withdrawal", DeviceRegisters.WithdrawalEnable);
            return;
        }

        StepResult step = One("withdrawal", DeviceRegisters.WithdrawalEnable);
        BigInteger owner = FieldNumber.ToSigned(MessageFields.ElementOf(withdrawal.Owner));
        Fr word = FieldNumber.Of(owner + ((BigInteger)withdrawal.Amount.Value << 160));
        Check(step.Input(DeviceRegisters.WithdrawalWord) == word, $"the withdrawal differs from {withdrawal}");
        Check(step.Input(DeviceRegisters.WithdrawalAccount) == Fr.FromInt64(withdrawal.Account.Value), "the withdrawal's account differs");
        Check(
            step.Input(DeviceRegisters.WithdrawalPosition) == carriedIn[(int)CarriedRegister.Withdrawals],
            "the withdrawal's position differs");
    }

    private void RequireCarried()
    {
        bool isWithdrawal = steps.Steps.Any(step => IsOn(step, DeviceRegisters.WithdrawalEnable));
        RequireCarried(CarriedRegister.Phase, Fr.Zero);
        RequireCarried(CarriedRegister.Time, Fr.FromInt64(transition.Header.Time.Value));
        RequireCarried(CarriedRegister.Sequence, Fr.FromInt64(transition.Header.Sequence.Value));
        RequireCarried(
            CarriedRegister.Queue,
            transition.Header.QueueIndex is { } index ? Fr.FromInt64(index.Value + 1) : carriedIn[(int)CarriedRegister.Queue]);
        RequireCarried(
            CarriedRegister.Withdrawals, carriedIn[(int)CarriedRegister.Withdrawals] + (isWithdrawal ? Fr.One : Fr.Zero));
        RequireCarried(CarriedRegister.Domain, carriedIn[(int)CarriedRegister.Domain]);
    }

    private void RequireCarried(CarriedRegister register, in Fr expected) =>
        Check(steps.Carried[(int)register] == expected, $"{register} is carried out as {steps.Carried[(int)register]}, not {expected}");

    private StepResult One(string what, int enable)
    {
        StepResult[] all = [.. steps.Steps.Where(step => IsOn(step, enable))];
        Check(all.Length == 1, $"{all.Length} steps have a {what}");
        return all[0];
    }

    private void None(string what, int enable) =>
        Check(!steps.Steps.Any(step => IsOn(step, enable)), $"there is a {what}");

    private void Check(bool condition, string difference, string? sort = null)
    {
        if (!condition)
        {
            string programs = string.Join(", ", steps.Steps.Select(step => step.Program.Name));
            throw new DifferenceException(
                $"{transition.Header.Kind} by {programs}: {sort ?? difference}", $"{transition} by {programs}: {difference}.");
        }
    }
}
