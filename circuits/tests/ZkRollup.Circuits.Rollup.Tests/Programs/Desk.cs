using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs.Prices;
using ZkRollup.Circuits.Rollup.Programs.Queue;
using ZkRollup.Circuits.Rollup.Programs.Sessions;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.Reference;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Programs;

/// <summary>Records that a test chooses; each command goes through the reference and through the step programs.</summary>
internal sealed class Desk : IRecordSource
{
    private const long LastSequence = 5;
    private const long NextQueueIndex = 9;

    private static readonly ConcurrentDictionary<long, SchnorrPublicKey> Keys = new();

    private readonly EventBuffer _events = new();

    /// <summary>The state.</summary>
    internal Dictionary<RecordAddress, Record> Records { get; } = [];

    /// <summary>The time of the next command.</summary>
    internal long Time { get; set; } = 3_000_000;

    /// <summary>The time of the command before.</summary>
    internal long LastTime { get; set; }

    /// <inheritdoc/>
    public Record Read(RecordAddress address) => Records.TryGetValue(address, out Record record) ? record : default;

    /// <summary>A key that is made from a number.</summary>
    internal static SchnorrPublicKey KeyOf(long number) => Keys.GetOrAdd(number, static n =>
    {
        Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
        BinaryPrimitives.WriteInt64LittleEndian(seed, n);
        using SchnorrSecretKey key = SchnorrSecretKey.FromSeed(seed);
        return key.PublicKey;
    });

    /// <summary>A consumed operation: the reference and the steps have the same outcome and leave the same records.</summary>
    internal QueueOutcome Consume<T>(in T operation)
        where T : struct, IQueueOperation<T>
    {
        ReferenceExchange exchange = Exchange();
        Cause cause = T.Consume(exchange, new(Time), new(NextQueueIndex), operation, _events, out QueueOutcome outcome);
        Assert.Equal(Cause.Accepted, cause);
        StepResult first = Prove(operation, exchange);
        BigInteger word = (int)outcome.Code + ((BigInteger)outcome.Value << 8);
        Assert.Equal(word, FieldNumber.ToSigned(first.Input(DeviceRegisters.QueueOutcome)));
        Assert.Equal(NextQueueIndex, FieldNumber.ToSigned(first.Input(DeviceRegisters.QueueIndex)));
        return outcome;
    }

    /// <summary>A signed transaction, under the key that the state names.</summary>
    /// <returns>
    /// The cause of the reference. If it accepts, so do the steps; if not, the program fails, also at the rule of this cause.
    /// </returns>
    internal Cause Apply<T>(in T transaction, out IReadOnlyList<string> failures)
        where T : struct, ISignedTransaction<T>
    {
        Record record = Read(T.KeyAddress(transaction));
        _ = SchnorrPublicKey.TryCreate(record.X, record.Y, out SchnorrPublicKey key, out _);
        ReferenceExchange exchange = Exchange();
        return Judge(transaction, T.Apply(exchange, new(Time), key, transaction, _events), exchange, out failures);
    }

    /// <summary>A transaction that nobody signs.</summary>
    internal Cause ApplyProven<T>(in T transaction, out IReadOnlyList<string> failures)
        where T : struct, IProvenTransaction<T>
    {
        ReferenceExchange exchange = Exchange();
        return Judge(transaction, T.Apply(exchange, new(Time), transaction, _events), exchange, out failures);
    }

    /// <summary>Both accept.</summary>
    internal void Accept<T>(in T transaction)
        where T : struct, ISignedTransaction<T> => Assert.Equal(Cause.Accepted, Apply(transaction, out _));

    /// <summary>Both refuse, and the steps for this cause alone, or with others that come with it in any case.</summary>
    internal void Refuse<T>(Cause expected, in T transaction, params Cause[] also)
        where T : struct, ISignedTransaction<T>
    {
        Assert.Equal(expected, Apply(transaction, out IReadOnlyList<string> failures));
        Assert.Equal([expected.ToString(), .. also.Select(cause => cause.ToString())], failures);
    }

    /// <summary>Labels of lines that do not hold, each once, of the first slot of a chain that has any.</summary>
    /// <param name="program">The program of the first slot.</param>
    /// <param name="inputs">Its inputs.</param>
    internal IReadOnlyList<string> Failures(StepProgram program, StepInputs inputs)
    {
        StepSequence steps = new(this, Carried());
        StepResult? before = null;
        do
        {
            StepResult result = StepRun.Run(program, inputs, before, steps.Carried.ToArray(), steps, stopsAtFailure: false);
            if (result.Failures.Count > 0)
            {
                // What no line says: that a port's field is no packed field follows from the lines that do not hold.
                return [.. result.Failures.Intersect(program.Labels)];
            }

            Assert.Null(steps.TryStep(program, inputs));
            before = steps.Steps[^1];
            (program, inputs) = (SessionsPrograms.Withdrawable, new());
        }
        while (!steps.Carried[(int)CarriedRegister.Phase].IsZero);
        return [];
    }

    /// <summary>The inputs of the first slot.</summary>
    internal StepInputs Inputs<T>(in T transaction)
        where T : struct, ITransaction<T>
    {
        StepInputs inputs = Facts(T.Kind).Inputs(transaction);
        return transaction is ForcedWithdraw forced
            ? inputs.Set(OwnerPrograms.PaidInput, Withdrawable.Of(this, forced.Account, new(Time), forced.Amount))
            : inputs;
    }

    private static StepProgram[] ProgramsOf<T>(in T transaction)
        where T : struct, ITransaction<T> => transaction switch
        {
            Deposit => [QueuePrograms.Deposit],
            ChangeMasterKey => [QueuePrograms.ChangeMasterKey],
            ForcedCancelAll => [QueuePrograms.ForcedCancelAll],
            ForcedWithdraw => [QueuePrograms.ForcedWithdraw, QueuePrograms.RefusedWithdraw],
            ListInstrument => [QueuePrograms.ListInstrument],
            SetParameters => [QueuePrograms.SetParameters],
            SetOracleKey => [QueuePrograms.SetOracleKey],
            OpenSession => [SessionsPrograms.OpenSession],
            RevokeSession => [SessionsPrograms.RevokeSession],
            CancelAll => [SessionsPrograms.CancelAll],
            Withdraw { Header.IsOfMasterKey: true } => [SessionsPrograms.WithdrawByMaster, SessionsPrograms.WithdrawBySession],
            Withdraw => [SessionsPrograms.WithdrawBySession, SessionsPrograms.WithdrawByMaster],
            OracleUpdate => [PricesPrograms.OracleUpdate],
            UpdateMark => [PricesPrograms.UpdateMark],
            RiskUpdate => [PricesPrograms.RiskUpdate],
            _ => throw new ArgumentException($"{T.Kind} is of another family.", nameof(transaction)),
        };

    private Cause Judge<T>(in T transaction, Cause cause, ReferenceExchange exchange, out IReadOnlyList<string> failures)
        where T : struct, ITransaction<T>
    {
        failures = [];
        if (cause == Cause.Accepted)
        {
            _ = Prove(transaction, exchange);
            return cause;
        }

        StepInputs inputs = Inputs(transaction);
        StepProgram[] programs = ProgramsOf(transaction);
        Assert.All(programs, program => Assert.NotEmpty(Failures(program, inputs)));
        failures = Failures(programs[0], inputs);
        Assert.Contains(cause.ToString(), failures);
        return cause;
    }

    /// <summary>Exactly one first slot is provable; the steps leave what the reference left.</summary>
    private StepResult Prove<T>(in T transaction, ReferenceExchange exchange)
        where T : struct, ITransaction<T>
    {
        StepInputs inputs = Inputs(transaction);
        Assert.Single(ProgramsOf(transaction), program => Failures(program, inputs).Count == 0);
        StepSequence steps = new(this, Carried());
        TransactionPlanner.Plan(steps, transaction, Facts(T.Kind));
        StepResult? before = null;
        foreach (StepResult step in steps.Steps)
        {
            Assert.Empty(LineCheck.Failures(step, before?.Results));
            before = step;
        }

        IEnumerable<RecordAddress> written = exchange.Touched.Where(access => access.IsWrite).Select(access => access.Address);
        foreach (RecordAddress address in written.Union(steps.Changed.Keys))
        {
            Assert.Equal((address, exchange.Read(address)), (address, steps.Read(address)));
        }

        foreach ((RecordAddress address, Record record) in steps.Changed)
        {
            Records[address] = record;
        }

        LastTime = Time;
        return steps.Steps[0];
    }

    private TransactionFacts Facts(TransactionKind kind) =>
        new(new(Time), kind < TransactionKind.OpenSession ? new QueueIndex(NextQueueIndex) : null, []);

    private ReferenceExchange Exchange() => new(
        Records.Where(pair => pair.Value != default), new(LastTime), new SequenceNumber(LastSequence), new QueueIndex(NextQueueIndex));

    private Fr[] Carried()
    {
        Fr[] carried = new Fr[DeviceRegisters.CarriedCount];
        carried[(int)CarriedRegister.Time] = Fr.FromInt64(LastTime);
        carried[(int)CarriedRegister.Sequence] = Fr.FromInt64(LastSequence);
        carried[(int)CarriedRegister.Queue] = Fr.FromInt64(NextQueueIndex);
        return carried;
    }
}
