using System.Numerics;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Runs a program on the records of a state. It changes nothing: what the ports left is in the result.</summary>
internal sealed class StepRun
{
    private readonly StepProgram _program;
    private readonly StepInputs _inputs;
    private readonly StepResult? _before;
    private readonly Fr[] _carriedIn;
    private readonly IRecordSource _records;
    private readonly Func<Operation, Register, Fr, Fr>? _tamper;
    private readonly Fr[] _values;
    private readonly Access?[] _ports = new Access?[MachineShape.Ports];
    private readonly List<string> _failures = [];
    private readonly List<RecordAddress> _scanned = [];

    private StepRun(
        StepProgram program,
        StepInputs inputs,
        StepResult? before,
        Fr[] carriedIn,
        IRecordSource records,
        Func<Operation, Register, Fr, Fr>? tamper)
    {
        _program = program;
        _inputs = inputs;
        _before = before;
        _carriedIn = carriedIn;
        _records = records;
        _tamper = tamper;
        _values = new Fr[program.Registers];
    }

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputs">What the prover chooses.</param>
    /// <param name="before">The step before; null for the first one of a batch.</param>
    /// <param name="carriedIn">Carried registers.</param>
    /// <param name="records">The state.</param>
    /// <param name="stopsAtFailure">Whether the run ends with the first line that does not hold.</param>
    /// <param name="tamper">Tests put another value in place of one that the run computed.</param>
    internal static StepResult Run(
        StepProgram program,
        StepInputs inputs,
        StepResult? before,
        Fr[] carriedIn,
        IRecordSource records,
        bool stopsAtFailure = true,
        Func<Operation, Register, Fr, Fr>? tamper = null) =>
        new StepRun(program, inputs, before, carriedIn, records, tamper).Run(stopsAtFailure);

    private StepResult Run(bool stopsAtFailure)
    {
        foreach (Operation operation in _program.Operations)
        {
            Execute(operation);
            if (stopsAtFailure && _failures.Count > 0)
            {
                break;
            }
        }

        Fr[] results = new Fr[MachineShape.Rows];
        for (int row = 0; row < results.Length; row++)
        {
            int register = _program.ResultRegisters[row];
            results[row] = register < 0 ? Fr.Zero : _values[register];
        }

        StepResult result = new()
        {
            Program = _program,
            Results = results,
            Before = _before?.Results,
            Carried =
            [
                .. Enum.GetValues<CarriedRegister>().Select(register => Get(_program, DeviceRegisters.CarryOut(register))),
            ],
            Ports = [.. _ports.Select(Leave)],
            Scanned = _scanned,
            Failures = _failures,
        };
        IdleDevices.Complete(result);
        return result;
    }

    private void Execute(Operation operation)
    {
        switch (operation)
        {
            case Operation.Line line:
                Execute(line);
                break;
            case Operation.Input input:
                Set(input, input.Result, _inputs[input.Name]);
                break;
            case Operation.Hint hint:
                Set(hint, hint.Result, FieldNumber.Of(hint.Compute([.. hint.Read.Select(read => FieldNumber.ToSigned(Get(read)))])));
                break;
            case Operation.Inverse inverse:
                _ = Fr.TryInvertVarTime(Get(inverse.Read), out Fr inverted);
                Set(inverse, inverse.Result, inverted);
                break;
            case Operation.CarryIn carry:
                Set(carry, carry.Result, _carriedIn[(int)carry.Carried]);
                break;
            case Operation.Previous previous:
                Set(previous, previous.Result, _before is null ? Fr.Zero : _before.Results[MachineShape.Rows + previous.Row]);
                break;
            case Operation.Open open:
                Execute(open);
                break;
            case Operation.Store store:
                _ports[store.Port]!.New[store.Field] = Get(store.Value);
                break;
            case Operation.Close close:
                _ports[close.Port]!.IsClosed = true;
                break;
            case Operation.Message message:
                int lanes = Get(message.Long).IsZero ? 3 : MachineShape.MessageLanes;
                Fr[] values = [.. message.Lanes.Take(lanes).Select(Get)];
                Set(message, message.Digest, Poseidon2.Hash(TransactionLanes.HashDomain, values));
                break;
            case Operation.Key key:
                Set(key, key.Usable, SchnorrPublicKey.TryCreate(Get(key.X), Get(key.Y), out _, out _) ? Fr.One : Fr.Zero);
                break;
            case Operation.Scan scan:
                Execute(scan);
                break;
            default:
                throw new InvalidOperationException($"{_program.Name} has an operation that nothing runs: {operation}.");
        }
    }

    private void Execute(Operation.Line line)
    {
        Fr value = line.Form.Field.ValueOf(_values);
        switch (line.Kind)
        {
            case LineKind.Assignment:
                Set(line, line.Host!, value);
                break;
            case LineKind.Assertion when !value.IsZero:
            case LineKind.Range when !FieldNumber.IsBelow(value, MachineShape.RangeBits):
                _failures.Add(line.Label);
                break;
            case LineKind.Comparison:
                bool isNegative = !FieldNumber.IsBelow(value, MachineShape.RangeBits);
                if (isNegative && !FieldNumber.IsBelow(-value - Fr.One, MachineShape.RangeBits))
                {
                    _failures.Add(line.Label);
                }

                Set(line, line.Host!, isNegative ? Fr.One : Fr.Zero);
                break;
            default:
                break;
        }
    }

    private void Execute(Operation.Open open)
    {
        Fr enable = Get(open.Enable);
        Fr place = Get(open.Address);
        Access access = new();
        _ports[open.Port] = access;
        if (!enable.IsZero)
        {
            if (!FieldNumber.IsBelow(place, 32))
            {
                _failures.Add(open.Label);
                return;
            }

            RecordAddress address = new((uint)FieldNumber.ToUInt64(place));
            if (IsHeld(address, open.Port))
            {
                // Memory could answer, but not a run: what the other port leaves is not known yet. No honest step is like that.
                _failures.Add(open.Label);
                return;
            }

            access.Address = address;
            access.Old = Current(address, open.Port);
        }

        RecordElements.Write(access.Old, access.New);
        for (int field = 0; field < MachineShape.Fields; field++)
        {
            if (open.Old[field] is { } register)
            {
                Set(open, register, access.New[field]);
            }
        }
    }

    private void Execute(Operation.Scan scan)
    {
        Fr[] values = [.. scan.Inputs.Select(Get)];
        BigInteger cash = FieldNumber.ToSigned(values[(int)ScanInput.Cash]);
        Fr time = Get(_program, DeviceRegisters.CarryOut(CarriedRegister.Time));
        bool isEnabled = !values[(int)ScanInput.Enable].IsZero;
        if (isEnabled && (!IsScannable(values) || !FieldNumber.IsBelow(time, 48)))
        {
            _failures.Add($"{scan.Label}: scan {scan.Number}");
            return;
        }

        MarginTotals totals = !isEnabled
            ? new(cash, BigInteger.Zero, BigInteger.Zero, true)
            : MarginTotals.Of(
                Scan,
                (long)FieldNumber.ToUInt64(values[(int)ScanInput.Account]),
                (long)FieldNumber.ToUInt64(values[(int)ScanInput.OrderEpoch]),
                (int)FieldNumber.ToUInt64(values[(int)ScanInput.Mask]),
                cash,
                (long)FieldNumber.ToUInt64(time));
        Set(scan, scan.Outputs[(int)ScanOutput.Equity], FieldNumber.Of(totals.Equity));
        Set(scan, scan.Outputs[(int)ScanOutput.Initial], FieldNumber.Of(totals.Initial));
        Set(scan, scan.Outputs[(int)ScanOutput.Maintenance], FieldNumber.Of(totals.Maintenance));
        Set(scan, scan.Outputs[(int)ScanOutput.AllUsable], totals.AllUsable ? Fr.One : Fr.Zero);
    }

    /// <summary>True if the device has a witness for an account, an order epoch and a mask.</summary>
    private static bool IsScannable(Fr[] values) =>
        FieldNumber.IsBelow(values[(int)ScanInput.Account], 24)
        && FieldNumber.IsBelow(values[(int)ScanInput.OrderEpoch], 48)
        && FieldNumber.IsBelow(values[(int)ScanInput.Mask], 16);

    /// <summary>True if another port, open still or to be accessed later, has the record.</summary>
    private bool IsHeld(RecordAddress address, int port)
    {
        for (int i = 0; i < _ports.Length; i++)
        {
            if (i != port && _ports[i] is { Address: { } taken } access && taken == address && (i > port || !access.IsClosed))
            {
                return true;
            }
        }

        return false;
    }

    private Record Scan(RecordAddress address)
    {
        _scanned.Add(address);
        return Current(address, MachineShape.Ports);
    }

    /// <summary>A record as the ports before one left it.</summary>
    private Record Current(RecordAddress address, int port)
    {
        for (int i = _ports.Length - 1; i >= 0; i--)
        {
            if (_ports[i] is not { Address: { } taken } access || taken != address || i == port)
            {
                continue;
            }

            if (i > port || !access.IsClosed)
            {
                throw new InvalidOperationException($"{_program.Name}: port {port} opens {address}, which port {i} holds.");
            }

            return Leave(access)!.New;
        }

        return _records.Read(address);
    }

    private StepResult.PortAccess? Leave(Access? access)
    {
        if (access?.Address is not { } address)
        {
            return null;
        }

        if (!RecordElements.TryRead(access.New, out Record left))
        {
            _failures.Add($"a field of {address} is out of its bits");
        }

        return new(address, access.Old, left);
    }

    private Fr Get(Register register) => _values[register.Number];

    /// <summary>What feeds an input of a device.</summary>
    private Fr Get(StepProgram program, int row)
    {
        int third = program.Lines[row].C;
        if (third < 0)
        {
            return _before is null ? Fr.Zero : _before.Results[MachineShape.Rows + third];
        }

        int register = program.ResultRegisters[third];
        return register < 0 ? Fr.Zero : _values[register];
    }

    private void Set(Operation operation, Register register, in Fr value) =>
        _values[register.Number] = _tamper is null ? value : _tamper(operation, register, value);

    private sealed class Access
    {
        internal RecordAddress? Address { get; set; }

        internal Record Old { get; set; }

        internal Fr[] New { get; } = new Fr[MachineShape.Fields];

        internal bool IsClosed { get; set; }
    }
}
