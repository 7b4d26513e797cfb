using Xunit.Abstractions;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Witness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Lies that a whole batch is built around: all that the lie does not touch is right, and what follows from it follows.</summary>
[Collection(WholeBatch.Collection)]
public sealed class ForgedBatchTests(ITestOutputHelper output)
{
    /// <summary>The port with which a deposit opens the account that it pays into.</summary>
    private const int DepositPort = 4;

    private static WholeBatch Batch => WholeBatch.First;

    private static int Padding => Batch.Plan.StepCount;

    [IntrinsicsFact]
    public void Batch_RunAgainWithoutALie_Passes() => Require(new(Batch), Stated);

    /// <summary>The list has the operation, but no slot executes it; those after it come one place too early, or in their places.</summary>
    [IntrinsicsFact]
    public void Queue_OperationSkipped_IsNoticed()
    {
        int skipped = Skippable();
        Require(new(Batch) { Order = Without(skipped) }, HonestOperations, "carry.queue.last", "publication.send", "publication.word");
        Require(
            new(Batch)
            {
                Order = Without(skipped),
                Carry = (step, carried) => carried[(int)CarriedRegister.Queue] += step == skipped + 1 ? Fr.One : Fr.Zero,
            },
            HonestOperations,
            "carry.queue",
            "publication.word");
    }

    /// <summary>What the list says otherwise the slot publishes otherwise: another lane, a larger amount.</summary>
    [IntrinsicsFact]
    public void Publication_AlteredWithItsList_FailsTheCopy()
    {
        AlterPublication(1, DeviceRegisters.QueueEnable);
        AlterPublication(2, DeviceRegisters.WithdrawalEnable);
    }

    /// <summary>A padding slot publishes the first withdrawal once more; it is listed twice and counted twice.</summary>
    [IntrinsicsFact]
    public void Withdrawal_PublishedTwice_IsNoticed()
    {
        Fr[][] columns = [.. Batch.Inputs.Columns.Select(column => column.ToArray())];
        int row = Array.IndexOf(columns[^1], Fr.FromInt64(2));
        CopyLies lies = new CopyLies(Padding).Input(DeviceRegisters.WithdrawalEnable, Fr.One);
        for (int word = 0; word < 3; word++)
        {
            lies.Word(DeviceRegisters.WithdrawalEnable, word, columns[1 + word][row]);
        }

        Fr[][] twice = [.. columns.Select(column => (Fr[])[.. column, column[row]])];
        Fr[] scalars = [.. Batch.Inputs.Scalars];
        scalars[16] += Fr.One;
        BatchForger forger = new(Batch) { Order = [.. Enumerable.Range(0, Padding + 1)], Lie = lies.Lie };
        Require(forger, _ => new(scalars, twice), "carry.withdrawals.last", "copy");
    }

    /// <summary>The first padding slot finds other numbers than the slot before it left, and those after it go on from there.</summary>
    [IntrinsicsFact]
    public void Registers_ThatJumpBeforePadding_AreNoticedOneByOne()
    {
        BatchForger forger = new(Batch)
        {
            Order = [.. Enumerable.Range(0, Padding + 1)],
            Carry = (step, carried) =>
            {
                for (int register = 0; step == Padding && register < carried.Length; register++)
                {
                    carried[register] += Fr.One;
                }
            },
        };

        // What the last slot leaves is public, and of the counts also what follows from the lists. Padding demands phase 0.
        Require(
            forger,
            Stated,
            "carry.domain",
            "carry.phase",
            "carry.queue",
            "carry.queue.last",
            "carry.sequence",
            "carry.time",
            "carry.withdrawals",
            "carry.withdrawals.last",
            "machine.unit");
        Assert.Equal(["phase"], forger.BrokenRules);
    }

    /// <summary>The deposit finds one more than the account has, and the account has it from then on.</summary>
    [IntrinsicsFact]
    public void Record_ReadAtAnotherValue_FailsTheMemory()
    {
        int deposit = Enumerable.Range(0, Padding).First(step => Batch.Plan.Steps[step].Program.Name == "Deposit");
        BatchForger forger = new(Batch)
        {
            Tamper = (step, operation, register, value) => step == deposit && operation is Operation.Open { Port: DepositPort } open
                && register == open.Old[Fields.Account.Cash.Index] ? value + Fr.One : value,
            Replace = (step, result) => step == deposit ? WithWhatItLeft(result, DepositPort) : result,
        };
        Require(forger, Stated, "memory.new", "memory.old");
        Assert.Empty(forger.BrokenRules);
    }

    /// <summary>Padding leaves an account one richer: its ports are off; or they are on, though the program says nothing of it.</summary>
    [IntrinsicsFact]
    public void Padding_ThatMovesMoney_IsNoticed()
    {
        const int port = 2;
        StepResult.PortAccess found = Batch.Plan.Steps.Last(step => step.Program.Name == "Deposit").Ports[DepositPort]!;
        Record before = Batch.Plan.Steps.SelectMany(step => step.Ports).Last(access => access?.Address == found.Address)!.New;
        Fr[] fields = FieldsOf(before);
        fields[Fields.Account.Cash.Index] += Fr.One;
        StepResult.PortAccess theft = new(found.Address, before, RecordOf(fields));
        CopyLies lies = new CopyLies(Padding)
            .Input(DeviceRegisters.PortEnable(port), Fr.One)
            .Input(DeviceRegisters.PortAddress(port), Fr.FromUInt64(found.Address.Value));
        Fr[] old = FieldsOf(before);
        for (int field = MachineShape.WholeFields; field < MachineShape.Fields; field++)
        {
            lies.Input(DeviceRegisters.PortNew(port, field), fields[field]);
            lies.Output(DeviceRegisters.PortOld(port, field), old[field]);
        }

        foreach (HintOverride? lie in (HintOverride?[])[null, lies.Lie])
        {
            BatchForger forger = new(Batch)
            {
                Order = [.. Enumerable.Range(0, Padding + 1)],
                Lie = lie,
                Replace = (step, result) =>
                {
                    if (step == Padding)
                    {
                        result.Ports[port] = theft;
                    }

                    return result;
                },
            };
            Require(forger, Stated, lie is null ? ["memory.last", "memory.new"] : ["copy"]);
        }
    }

    /// <summary>A signature of another transaction: the sum that it verifies ends elsewhere.</summary>
    [IntrinsicsFact]
    public void Signature_OfAnotherMessage_IsNoticed()
    {
        (int Step, SchnorrSignature Signature)[] signatures = [.. Batch.Plan.Signatures];
        BatchForger forger = new(Batch) { Sign = (step, own) => step == signatures[0].Step ? signatures[1].Signature : own };
        Require(forger, Stated, "jubjub.generator.add");
    }

    /// <summary>A step of a chain is left out: the one after it finds a phase that it does not go on from.</summary>
    [IntrinsicsFact]
    public void Chain_WithoutAStep_FailsThePhase()
    {
        int left = Enumerable.Range(1, Padding).First(step => Phase(step - 1) is var first && Phase(step) is var second
            && !first.IsZero && !second.IsZero && first != second);
        BatchForger forger = new(Batch) { Order = Without(left) };
        Require(forger, Stated, "machine.unit");
        Assert.Contains("phase", forger.BrokenRules);
    }

    /// <summary>A slot whose rows all have a key that no program has.</summary>
    [Fact]
    public void Program_ThatIsNone_FailsItsTable()
    {
        Circuit circuit = WholeBatch.Rollup.Built.Circuit;
        Gate same = circuit.Gates.Single(gate => gate.Label == "machine.program");
        int column = ExpressionProgram.Compile(same.Formula).Instructions
            .First(step => step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Witness).A;
        int start = 3 * circuit.RowsPerSlot;
        Dictionary<Cell, Fr> cells = Enumerable.Range(start + MachineShape.FirstLineRow, circuit.RowsPerSlot - MachineShape.FirstLineRow)
            .ToDictionary(row => new Cell(row, column), row => Batch.Honest[row, column] + Fr.FromInt64(circuit.RowsPerSlot));
        Assert.Equal(["machine.line"], Batch.Checker.Check(new("", cells)).Select(finding => finding.Label).Distinct());
    }

    private void AlterPublication(int kind, int enable)
    {
        const int word = 1;
        int step = Enumerable.Range(0, Padding).First(number => !Batch.Plan.Steps[number].Input(enable).IsZero);
        Fr[][] columns = [.. Batch.Inputs.Columns.Select(column => column.ToArray())];
        int row = Array.IndexOf(columns[^1], Fr.FromInt64(kind));
        columns[1 + word][row] += Fr.One;
        CopyLies lies = new CopyLies(step).Word(enable, word, columns[1 + word][row]);
        Require(new(Batch) { Lie = lies.Lie }, _ => new(Batch.Inputs.Scalars, columns), "copy");
    }

    private static Fr Phase(int step) => Batch.Plan.Steps[step].Carried[(int)CarriedRegister.Phase];

    private static List<int> Without(int step) => [.. Enumerable.Range(0, Padding).Where(number => number != step)];

    /// <summary>What the forged batch says of itself.</summary>
    private static PublicInputs Stated(BatchPlan plan) => BatchStatement.ToInputs(plan.PublicData, Batch.Input.Domain);

    /// <summary>The same, with the queue operations of the honest batch.</summary>
    private static PublicInputs HonestOperations(BatchPlan plan) => BatchStatement.ToInputs(
        new(plan.PublicData.Header, Batch.Plan.PublicData.Operations, plan.PublicData.Withdrawals, plan.PublicData.Records),
        Batch.Input.Domain);

    /// <summary>A queue operation of one slot without which all transactions after it are as right as with it.</summary>
    private static int Skippable() => Enumerable.Range(1, Padding - 2).First(step =>
    {
        if (Batch.Plan.Steps[step].Input(DeviceRegisters.QueueEnable).IsZero || !Phase(step).IsZero || !Phase(step - 1).IsZero)
        {
            return false;
        }

        try
        {
            BatchForger forger = new(Batch) { Order = Without(step) };
            _ = forger.Plan();
            return forger.BrokenRules.Count == 0;
        }
        catch (KeyNotFoundException)
        {
            // Without it, a later transaction looks for a record that is not in the witness of the state.
            return false;
        }
    });

    private static StepResult WithWhatItLeft(StepResult step, int port)
    {
        Fr[] fields = FieldsOf(step.Ports[port]!.New);
        for (int field = MachineShape.WholeFields; field < fields.Length; field++)
        {
            fields[field] = step.Input(DeviceRegisters.PortNew(port, field));
        }

        step.Ports[port] = step.Ports[port]! with { New = RecordOf(fields) };
        return step;
    }

    private static Fr[] FieldsOf(in Record record)
    {
        Fr[] fields = new Fr[MachineShape.Fields];
        RecordElements.Write(record, fields);
        return fields;
    }

    private static Record RecordOf(Fr[] fields)
    {
        Assert.True(RecordElements.TryRead(fields, out Record record));
        return record;
    }

    private void Require(BatchForger forger, Func<BatchPlan, PublicInputs> statement, params string[] labels)
    {
        string[] fired = forger.Labels(statement);
        output.WriteLine($"fired [{string.Join(", ", fired)}], broken rules [{string.Join(", ", forger.BrokenRules)}]");
        Assert.Equal(labels, fired);
    }
}
