using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>What a step did: the witness of its slot, as far as programs know it.</summary>
internal sealed class StepResult
{
    internal required StepProgram Program { get; init; }

    /// <summary>w of each row.</summary>
    internal required Fr[] Results { get; init; }

    /// <summary>w of each row of the step before; null for the first one of a batch.</summary>
    internal Fr[]? Before { get; init; }

    /// <summary>Each carried register as it goes out.</summary>
    internal required Fr[] Carried { get; init; }

    /// <summary>What each port accessed; null for none.</summary>
    internal required PortAccess?[] Ports { get; init; }

    /// <summary>Records that its scans read.</summary>
    internal required IReadOnlyList<RecordAddress> Scanned { get; init; }

    /// <summary>Labels of lines that do not hold, in the order of the program; empty for a valid step.</summary>
    internal required IReadOnlyList<string> Failures { get; init; }

    /// <summary>The first of them.</summary>
    internal string? Failure => Failures.Count == 0 ? null : Failures[0];

    /// <summary>An input of a device: the third operand of a row.</summary>
    internal Fr Input(int row)
    {
        int third = Program.Lines[row].C;
        return third >= 0 ? Results[third] : Before is null ? Fr.Zero : Before[Before.Length + third];
    }

    /// <summary>An access.</summary>
    internal sealed record PortAccess(RecordAddress Address, Record Old, Record New);
}
