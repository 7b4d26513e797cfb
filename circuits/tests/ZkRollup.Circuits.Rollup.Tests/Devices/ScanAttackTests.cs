using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Devices;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.Devices;

/// <summary>Each forgery is noticed by exactly the constraints that are there for it, and no constraint of a scan can be left out.</summary>
public sealed class ScanAttackTests
{
    private static readonly Lazy<(ScanForger Forger, ScanForgery[] All)> Forgeries = new(() =>
    {
        ScanForger forger = new();
        return (forger, [.. ScanUnitForgeries.All(forger), .. ScanJobForgeries.All(forger), .. ScanBaseForgeries.All(forger)]);
    });

    /// <summary>The names of all forgeries.</summary>
    public static TheoryData<string> Names => [.. Forgeries.Value.All.Select(forgery => forgery.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_Forgery_FiresExactlyItsLabels(string name)
    {
        (ScanForger forger, ScanForgery[] all) = Forgeries.Value;
        ScanForgery forgery = all.Single(candidate => candidate.Name == name);
        Assert.Equal(forgery.Labels, forger.Fired(forgery));
    }

    [Fact]
    public void Scan_EveryCellHintAndConstraint_IsNoticed()
    {
        (ScanForger forger, ScanForgery[] all) = Forgeries.Value;
        ScanCircuit circuit = forger.Circuit;
        GadgetAttack attack = new GadgetAttack(circuit.Built)
            .Batch("honest", forger.Honest.Inputs(), forger.Honest.Publics)
            .AttackedElsewhere(
                IsElsewhere,
                [circuit.Port.Enable, circuit.Port.Address, circuit.Port.Old, circuit.Port.New],
                name => !name.StartsWith("scan", StringComparison.Ordinal) && !name.Contains("of copy", StringComparison.Ordinal)
                    && name != "bus scan")
            .FreeInput([.. FreeInputs(forger).Select(circuit.Map.IndexOf)])
            .FreeHint("scan.epoch", "the inverse where the epochs are the same")
            .FreeHint("scan.size", "the side of a position of size 0")
            .FreeHint("scan.larger", "where both margins are the same, as in units that are off")
            .FreeHint("scan.usable", "the inverse where all marks are usable");
        foreach (Cell cell in IdleCells(forger))
        {
            attack.Idle(cell, "of a unit that is off, or an inverse of zero, or the side of a position of size 0");
        }

        HashSet<string> gates = [.. circuit.Built.Circuit.Gates.Select(gate => gate.Label), "copy"];
        foreach (ScanForgery forgery in all.Where(forgery => forgery.Labels.All(gates.Contains)))
        {
            attack.Overwrite(forgery.Name, forgery.Labels, forger.Difference(forgery));
        }

        attack.Run();
    }

    /// <summary>In slot 0, where all units and both scans are on, only the time may be a little different.</summary>
    [Fact]
    public void Scan_InputOfSlot0Changed_IsNoticed()
    {
        (ScanForger forger, _) = Forgeries.Value;
        Fr[][] honest = forger.Honest.Inputs();
        int[] inputs = [.. FreeInputs(forger).Select(forger.Circuit.Map.IndexOf).Except([forger.Circuit.Map.IndexOf(forger.Circuit.Time)])];
        foreach (int input in inputs)
        {
            Fr[][] changed = [.. honest.Select(slot => slot.ToArray())];
            changed[0][input] += Fr.One;
            Assert.True(forger.Circuit.Labels(changed, forger.Honest.Publics).Length > 0, $"input {input}");
        }
    }

    private static bool IsElsewhere(Region region) => region.Kind != "control" && !region.Kind.StartsWith("scan", StringComparison.Ordinal)
        && !(region.Kind == "record" && region.Size.Rows == ScanUnit.Accesses * RecordCells.Rows);

    /// <summary>What a unit or a scan that is off, or an empty one, may be told; the time as long as no mark becomes too old.</summary>
    private static IEnumerable<Cell> FreeInputs(ScanForger forger) =>
    [
        forger.Circuit.Time,
        .. forger.Circuit.Wires.SelectMany(wires => new[] { wires.Enable, wires.Account, wires.OrderEpoch, wires.Mask }),
        .. forger.Circuit.Device.Units.SelectMany(unit => new[] { unit.Cells.Position.Address, unit.Cells.Epoch }),
        .. forger.Circuit.Device.Units.SelectMany(unit => Records(unit.Cells)).SelectMany(record => record.Fields),
        .. forger.Circuit.Device.Units.SelectMany(unit => Gaps(unit.Cells)),
    ];

    private static RecordCells[] Records(ScanCells cells) => [cells.Position, cells.Risk, cells.Terms];

    private static IEnumerable<Cell> Gaps(ScanCells cells) =>
        from record in Enumerable.Range(0, ScanUnit.Accesses)
        from limb in Enumerable.Range(0, 2)
        select cells.Region.Limb(record * RecordCells.Rows, limb);

    /// <summary>What no formula reads but the tuples of records, and what is multiplied by zero in units that are off.</summary>
    private static IEnumerable<Cell> IdleCells(ScanForger forger)
    {
        RecordField[] position =
        [
            Fields.Position.Snapshot, Fields.Position.LotsEpoch, Fields.Position.Instrument, Fields.Position.Size, Fields.Position.OpenBuys,
            Fields.Position.OpenSells,
        ];
        RecordField[] risk =
        [
            Fields.Risk.InitialLong, Fields.Risk.InitialShort, Fields.Risk.MaintenanceShort, Fields.Risk.ShortIndex, Fields.Risk.Mark,
            Fields.Risk.IndexRound,
        ];
        yield return forger.Unit(0).IsLong;
        foreach (ScanCells cells in forger.Circuit.Device.Units.Select(unit => unit.Cells))
        {
            IEnumerable<Cell> unread =
            [
                cells.Position.Address,
                cells.Inverse,
                cells.IsLonger,
                .. cells.Position.Fields.Except(position.Select(field => cells.Position.Fields[field.Index])),
                .. cells.Risk.Fields.Except(risk.Select(field => cells.Risk.Fields[field.Index])),
                .. cells.Terms.Fields.Except([cells.Terms.Fields[Fields.Terms.Multiplier.Index]]),
                .. Gaps(cells),
            ];
            foreach (Cell cell in unread)
            {
                yield return cell;
            }
        }

        for (int job = 0; job < ScanCircuit.Jobs; job++)
        {
            yield return forger.Job(job, RecordPlaces, 6);
        }
    }

    private const int RecordPlaces = 8;
}
