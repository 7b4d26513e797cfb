using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Circuits.Rollup.Programs;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Finds the values of a step that can be others.</summary>
internal static class SourceList
{
    /// <summary>Sums of a scan are below 2^104.</summary>
    private const int ScanBits = 104;

    internal static IReadOnlyList<Source> Of(AttackPoint point)
    {
        List<Source> sources = [];
        foreach (Operation operation in point.Program.Program.Operations)
        {
            Add(point, operation, sources);
        }

        return sources;
    }

    private static void Add(AttackPoint point, Operation operation, List<Source> sources)
    {
        switch (operation)
        {
            case Operation.Input input:
                SourceKind kind = input.Name.StartsWith("message.", StringComparison.Ordinal) ? SourceKind.Message
                    : input.Name == Opening.TimeInput ? SourceKind.Time
                    : SourceKind.Input;
                sources.Add(new(kind, input.Result.Number, input.Name));
                break;
            case Operation.Hint hint:
                sources.Add(new(SourceKind.Hint, hint.Result.Number, $"hint of '{hint.Label}'"));
                break;
            case Operation.Inverse inverse:
                sources.Add(new(SourceKind.Inverse, inverse.Result.Number, $"inverse of '{inverse.Label}'"));
                break;
            case Operation.Line { Kind: LineKind.Comparison } line:
                sources.Add(new(SourceKind.Bit, line.Host!.Number, $"bit of '{line.Label}'"));
                break;
            case Operation.Line { Kind: LineKind.Assignment } line:
                sources.Add(new(SourceKind.Assigned, line.Host!.Number, $"result of '{line.Label}'"));
                break;
            case Operation.CarryIn carry:
                sources.Add(new(SourceKind.Carried, carry.Result.Number, $"{carry.Carried} carried in"));
                break;
            case Operation.Previous previous:
                Context.Entry? entry = Contexts.EntryAt(Contexts.PhaseOf(point.CarriedIn), previous.Row + MachineShape.Rows);
                string name = $"context '{entry?.Name ?? $"row {previous.Row}"}'";
                bool isTied = entry is not null && Contexts.Ties.Contains(entry.Name);
                sources.Add(new(SourceKind.Context, previous.Result.Number, name, entry?.Low, entry?.High) { IsTied = isTied });
                break;
            case Operation.Open open:
                AddFields(point, open, sources);
                break;
            case Operation.Scan scan when point.Values[scan.Inputs[(int)ScanInput.Enable].Number].IsZero:
                sources.AddRange(scan.Outputs.Select((output, i) =>
                    new Source(SourceKind.IdleScan, output.Number, $"{(ScanOutput)i} of idle scan {scan.Number}")));
                break;
            case Operation.Scan scan:
                sources.AddRange(scan.Outputs.Select((output, i) => Scanned((ScanOutput)i, output, scan.Number)));
                break;
            default:
                break;
        }
    }

    private static Source Scanned(ScanOutput output, Register register, int scan)
    {
        BigInteger high = output == ScanOutput.AllUsable ? BigInteger.One : BigInteger.One << ScanBits;
        BigInteger low = output == ScanOutput.Equity ? -high : BigInteger.Zero;
        return new(SourceKind.Scanned, register.Number, $"{output} of scan {scan}", low, high);
    }

    private static void AddFields(AttackPoint point, Operation.Open open, List<Source> sources)
    {
        PortState port = point.Ports[open.Port];
        bool isKnown = port.Address is { } taken && point.Ports.Take(open.Port).Any(other => other.Address == taken);
        for (int index = 0; index < MachineShape.Fields && !isKnown; index++)
        {
            if (open.Old[index] is not { } register)
            {
                continue;
            }

            if (port.Address is not { } address)
            {
                sources.Add(new(SourceKind.IdleField, register.Number, $"field {index} of idle port {open.Port} of '{open.Label}'"));
                continue;
            }

            RecordField? field = address.Class == RecordClass.None
                ? null
                : Fields.All[address.Class].FirstOrDefault(named => named.Index == index);
            if (field is not null || index < MachineShape.WholeFields)
            {
                string name = $"{address.Class} {address} {field?.Name ?? (index == 0 ? "x" : "y")}";
                sources.Add(new(
                    SourceKind.Field,
                    register.Number,
                    name,
                    field is null ? null : field.Low + field.Bias,
                    field is null ? null : field.High + field.Bias,
                    address,
                    index)
                { IsOfNothing = !IsLive(address.Class, port.Old) });
            }
        }
    }

    /// <summary>Whether a record is live, as far as its class says what that is (docs/protocol.md, 3.3).</summary>
    private static bool IsLive(RecordClass recordClass, Fr[] elements) => recordClass switch
    {
        RecordClass.Account => !elements[Fields.Account.Live.Index].IsZero,
        RecordClass.Position => !elements[Fields.Position.Instrument.Index].IsZero,
        RecordClass.Session => !elements[Fields.Session.Serial.Index].IsZero,
        RecordClass.Order => !elements[Fields.Order.Quantity.Index].IsZero,
        RecordClass.Terms => !elements[Fields.Terms.Kind.Index].IsZero,
        _ => elements.AsSpan().IndexOfAnyExcept(Fr.Zero) >= 0,
    };
}
