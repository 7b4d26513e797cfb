using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>What a step tells the devices and the next step: all that it does.</summary>
internal static class DeviceInputs
{
    /// <summary>The first input of a device that is enabled that differs from the valid step; null if none does.</summary>
    internal static string? FirstChange(AttackPoint point, LieRun run)
    {
        foreach (CarriedRegister register in Enum.GetValues<CarriedRegister>())
        {
            if (Differs(point, run, DeviceRegisters.CarryOut(register)))
            {
                return $"{register} carried out";
            }
        }

        return Ports(point, run) ?? Message(point, run) ?? Others(point, run) ?? Scans(point, run) ?? Exported(point, run);
    }

    /// <summary>The first field that a port leaves out of its range (docs/protocol.md, 3.3); null if all are within.</summary>
    internal static string? FirstOutOfRange(AttackPoint point, LieRun run)
    {
        for (int port = 0; port < MachineShape.Ports; port++)
        {
            // What a record of another class means, an address that is wrong says nothing about.
            if (run.Ports[port].Address is not { } address
                || (point.Ports[port].Address is { } honest && honest.Class != address.Class))
            {
                continue;
            }

            for (int index = MachineShape.WholeFields; index < MachineShape.Fields; index++)
            {
                Fr left = run.Ports[port].New[index];
                if (left != run.Ports[port].Old[index] && !left.IsZero && !IsWithin(address.Class, index, left))
                {
                    return $"field {index} of {address.Class}";
                }
            }
        }

        return null;
    }

    private static bool IsWithin(RecordClass recordClass, int index, in Fr value)
    {
        BigInteger number = FieldNumber.ToSigned(value);
        foreach (RecordField field in Fields.All.GetValueOrDefault(recordClass, []))
        {
            if (field.Index == index)
            {
                return number >= field.Low + field.Bias && number <= field.High + field.Bias;
            }
        }

        return false;
    }

    /// <summary>Only what is written changes anything: a record that is only read may be any that will do.</summary>
    private static string? Ports(AttackPoint point, LieRun run)
    {
        for (int port = 0; port < MachineShape.Ports; port++)
        {
            if (!IsWritten(point.Ports[port]) && !IsWritten(run.Ports[port]))
            {
                continue;
            }

            if (Differs(point, run, DeviceRegisters.PortEnable(port)))
            {
                return $"port {port} enable";
            }

            if (!IsOn(point, DeviceRegisters.PortEnable(port)))
            {
                continue;
            }

            if (Differs(point, run, DeviceRegisters.PortAddress(port)))
            {
                return $"port {port} address";
            }

            for (int field = port < MachineShape.WholePorts ? 0 : MachineShape.WholeFields; field < MachineShape.Fields; field++)
            {
                if (Differs(point, run, DeviceRegisters.PortNew(port, field)))
                {
                    return $"port {port}, {point.Ports[port].Address?.Class} field {field}";
                }
            }
        }

        return null;
    }

    private static bool IsWritten(PortState port) => port.Address is not null && !port.Old.AsSpan().SequenceEqual(port.New);

    private static string? Message(AttackPoint point, LieRun run)
    {
        int[] users = [DeviceRegisters.LogEnable, DeviceRegisters.QueueEnable, DeviceRegisters.SignatureEnable];
        foreach (int user in users)
        {
            if (Differs(point, run, user))
            {
                return $"row {user}, an enable";
            }
        }

        if (!Array.Exists(users, user => IsOn(point, user)))
        {
            return null;
        }

        if (Differs(point, run, DeviceRegisters.MessageLong))
        {
            return "message length";
        }

        for (int lane = 0; lane < MachineShape.MessageLanes; lane++)
        {
            if (Differs(point, run, DeviceRegisters.MessageLane(lane)))
            {
                return $"lane {lane}";
            }
        }

        return null;
    }

    private static string? Others(AttackPoint point, LieRun run) =>
        Device(
            point,
            run,
            "signature",
            DeviceRegisters.SignatureEnable,
            DeviceRegisters.SignatureKeyX,
            DeviceRegisters.SignatureKeyY)
        ?? Device(point, run, "log", DeviceRegisters.LogEnable, DeviceRegisters.LogSequence, DeviceRegisters.LogTime)
        ?? Device(point, run, "queue", DeviceRegisters.QueueEnable, DeviceRegisters.QueueIndex, DeviceRegisters.QueueOutcome)
        ?? Device(
            point,
            run,
            "withdrawal",
            DeviceRegisters.WithdrawalEnable,
            DeviceRegisters.WithdrawalPosition,
            DeviceRegisters.WithdrawalWord,
            DeviceRegisters.WithdrawalAccount)
        ?? Device(point, run, "wait", DeviceRegisters.ScanWait);

    private static string? Scans(AttackPoint point, LieRun run)
    {
        for (int scan = 0; scan < MachineShape.Scans; scan++)
        {
            string? change = Device(
                point,
                run,
                $"scan {scan}",
                DeviceRegisters.ScanInput(scan, ScanInput.Enable),
                DeviceRegisters.ScanInput(scan, ScanInput.Account),
                DeviceRegisters.ScanInput(scan, ScanInput.OrderEpoch),
                DeviceRegisters.ScanInput(scan, ScanInput.Mask),
                DeviceRegisters.ScanInput(scan, ScanInput.Cash));
            if (change is not null)
            {
                return change;
            }
        }

        return null;
    }

    private static string? Exported(AttackPoint point, LieRun run)
    {
        foreach (Context.Entry entry in Contexts.EntriesOf(Contexts.PhaseOf(point.Step.Carried)))
        {
            int register = point.Program.Program.ResultRegisters[entry.Row];
            if (register < 0 || run.Values[register] != point.Values[register])
            {
                return $"context '{entry.Name}'";
            }
        }

        return null;
    }

    private static string? Device(AttackPoint point, LieRun run, string name, int enable, params ReadOnlySpan<int> inputs)
    {
        if (Differs(point, run, enable))
        {
            return $"{name} enable";
        }

        if (IsOn(point, enable))
        {
            foreach (int input in inputs)
            {
                if (Differs(point, run, input))
                {
                    return $"{name}, row {input}";
                }
            }
        }

        return null;
    }

    private static int RegisterAt(AttackPoint point, int row) => point.Program.RegisterAt(point.Program.Program.Lines[row].C);

    private static bool IsOn(AttackPoint point, int row) =>
        RegisterAt(point, row) is int register and >= 0 && !point.Values[register].IsZero;

    private static bool Differs(AttackPoint point, LieRun run, int row) =>
        RegisterAt(point, row) is int register and >= 0 && run.Values[register] != point.Values[register];
}
