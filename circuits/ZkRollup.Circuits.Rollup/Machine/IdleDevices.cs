using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>
/// Devices that nothing switches off have results even in a program that does not use them: of whatever the third operands of their rows
/// are. No program may put something else there.
/// </summary>
/// <remarks>None of their inputs depends on these results: they lie on other rows.</remarks>
internal static class IdleDevices
{
    /// <summary>The rows of such results.</summary>
    internal static IReadOnlyList<int> OutputRows { get; } =
    [
        .. from scan in Enumerable.Range(0, MachineShape.Scans)
           from output in Enum.GetValues<ScanOutput>()
           select DeviceRegisters.ScanOutput(scan, output),
        DeviceRegisters.MessageDigest,
        DeviceRegisters.KeyUsable,
    ];

    /// <summary>Writes the results that a program does not have.</summary>
    /// <param name="step">What the program did.</param>
    internal static void Complete(StepResult step)
    {
        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            Set(step, DeviceRegisters.ScanOutput(scan, ScanOutput.Equity), step.Input(DeviceRegisters.ScanInput(scan, ScanInput.Cash)));
            Set(step, DeviceRegisters.ScanOutput(scan, ScanOutput.AllUsable), Fr.One);
        }

        if (IsIdle(step, DeviceRegisters.MessageDigest))
        {
            int lanes = step.Input(DeviceRegisters.MessageLong).IsZero ? 3 : MachineShape.MessageLanes;
            Fr[] values = [.. Enumerable.Range(0, lanes).Select(lane => step.Input(DeviceRegisters.MessageLane(lane)))];
            step.Results[DeviceRegisters.MessageDigest] = Poseidon2.Hash(TransactionLanes.HashDomain, values);
        }

        if (IsIdle(step, DeviceRegisters.KeyUsable))
        {
            bool isUsable = SchnorrPublicKey.TryCreate(step.Input(DeviceRegisters.KeyX), step.Input(DeviceRegisters.KeyY), out _, out _);
            step.Results[DeviceRegisters.KeyUsable] = isUsable ? Fr.One : Fr.Zero;
        }
    }

    private static bool IsIdle(StepResult step, int row) => step.Program.ResultRegisters[row] < 0;

    private static void Set(StepResult step, int row, in Fr value)
    {
        if (IsIdle(step, row))
        {
            step.Results[row] = value;
        }
    }
}
