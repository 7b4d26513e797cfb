using System.Numerics;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

internal sealed partial class ProgramWriter
{
    private static readonly BigInteger ScanLimit = BigInteger.One << 104;

    private readonly Value[] _carriedIn;
    private readonly Value?[] _carriedOut = new Value?[DeviceRegisters.CarriedCount];
    private readonly RecordPort?[] _ports = new RecordPort?[MachineShape.Ports];
    private readonly List<RecordPort> _opened = [];
    private readonly HashSet<int> _scans = [];
    private readonly List<(int Row, Register Register)> _bindings = [];
    private readonly HashSet<Context.Entry> _exported = [];
    private bool _hasBegun;
    private bool _hasEnded;
    private Context? _from;
    private Context? _to;

    /// <summary>What the slot before carried out.</summary>
    internal Value CarriedIn(CarriedRegister register) => _carriedIn[(int)register];

    /// <summary>Carries a value out; what is not set is carried on.</summary>
    internal void Carry(CarriedRegister register, Value value)
    {
        if (_carriedOut[(int)register] is not null)
        {
            throw new InvalidOperationException($"{register} is carried out twice.");
        }

        _carriedOut[(int)register] = value;
    }

    /// <summary>The program goes on where one of a phase ended; null for none: it begins a transaction.</summary>
    internal void Begin(Context? from)
    {
        _hasBegun = true;
        _from = from;
        Rule("phase");
        RequireEqual(CarriedIn(CarriedRegister.Phase), from?.Phase ?? 0);
    }

    /// <summary>The program begins a transaction, or goes on where a slot before it ended with a token (<see cref="EndWith"/>).</summary>
    internal void BeginAfter(Value token)
    {
        _hasBegun = true;
        Rule("phase");
        Value phase = CarriedIn(CarriedRegister.Phase);
        RequireZero(phase * (phase - token));
    }

    /// <summary>
    /// Only a program that begins after the same token can follow: a number that is no phase of a context, and says what was prepared. So
    /// no context is needed, which a program that may also be the first one of a batch could not read.
    /// </summary>
    internal void EndWith(Value token)
    {
        _hasEnded = true;
        Carry(CarriedRegister.Phase, token);
    }

    /// <summary>What programs follow; null for none: the transaction ends here. Entries of a context are exported one by one.</summary>
    internal void End(Context? to)
    {
        _hasEnded = true;
        _to = to;
        Carry(CarriedRegister.Phase, to?.Phase ?? 0);
    }

    /// <summary>
    /// The transaction goes on in a phase where the bit is 1, and ends here where it is 0: nobody reads the context then.
    /// </summary>
    internal void End(Context to, Bit goesOn)
    {
        _hasEnded = true;
        _to = to;
        Carry(CarriedRegister.Phase, goesOn * to.Phase);
    }

    /// <summary>Leaves an entry of a context to the next program.</summary>
    internal void Export(Context.Entry entry, Value value)
    {
        if (entry.Low is not null && (value.Low is null || value.Low < entry.Low || value.High > entry.High))
        {
            throw new ArgumentException(
                $"'{entry.Name}' is from {entry.Low} to {entry.High}, the value from {value.Low} to {value.High}.", nameof(value));
        }

        if (!_exported.Add(entry))
        {
            throw new InvalidOperationException($"{_name} exports '{entry.Name}' twice.");
        }

        LineForm form = FormOf(value);
        if (form.C is not null)
        {
            // Third operands of these rows may be inputs of devices.
            form = FormOf(Materialize(value));
        }

        _operations.Add(new Operation.Line(_rule, LineKind.Assignment, form, NewRegister(entry.Row)));
    }

    /// <summary>An entry that the slot before has left.</summary>
    internal Value Import(Context.Entry entry)
    {
        if (entry.Context != _from)
        {
            throw new ArgumentException($"'{entry.Name}' belongs to {entry.Context.Name}, not to {_from?.Name}.", nameof(entry));
        }

        int row = entry.Row - MachineShape.Rows;
        if (!_inputs.TryGetValue(row, out Register? register))
        {
            register = NewRegister(row);
            _inputs.Add(row, register);
            _operations.Add(new Operation.Previous(_rule, row, register));
        }

        return Of(register, entry.Low, entry.High);
    }

    /// <summary>An entry that is a bit.</summary>
    internal Bit ImportBit(Context.Entry entry)
    {
        Value value = Import(entry);
        return value.Low == 0 && value.High == 1
            ? new Bit(value)
            : throw new ArgumentException($"'{entry.Name}' is no bit.", nameof(entry));
    }

    /// <summary>
    /// Opens a record. Ports access memory in the order of their numbers. Records of one class, which may be one, must get them in the
    /// order in which they are opened, if one is written: the later one sees what the earlier one left.
    /// </summary>
    /// <param name="recordClass">Its class.</param>
    /// <param name="address">Its address, of <see cref="Addresses"/>.</param>
    /// <param name="when">Whether it is opened; null for always. Fields of a record that is not opened mean nothing.</param>
    /// <param name="withKey">Whether x and y are seen or written; the first two ports can.</param>
    /// <param name="isEarly">Whether one of these is taken without that, so that the others are left to records that come later.</param>
    internal RecordPort Open(RecordClass recordClass, Value address, Bit? when = null, bool withKey = false, bool isEarly = false)
    {
        if (_scans.Count > 0)
        {
            throw new InvalidOperationException($"{_name} opens a record after a scan, which would not see what it leaves.");
        }

        int number = Array.FindIndex(_ports, withKey || isEarly ? 0 : FirstPort(), port => port is null);
        if (number < 0 || (withKey && number >= MachineShape.WholePorts))
        {
            throw new InvalidOperationException(
                $"{_name} opens more than {MachineShape.Ports} records, or {MachineShape.WholePorts} with keys.");
        }

        Register enable = RegisterOf(when ?? Bit.True);
        Register at = RegisterOf(address);
        Register?[] old = new Register?[MachineShape.Fields];
        for (int field = number < MachineShape.WholePorts ? 0 : MachineShape.WholeFields; field < old.Length; field++)
        {
            old[field] = NewRegister(DeviceRegisters.PortOld(number, field));
        }

        _operations.Add(new Operation.Open(_rule, number, enable, at, old));
        _bindings.Add((DeviceRegisters.PortEnable(number), enable));
        _bindings.Add((DeviceRegisters.PortAddress(number), at));
        RecordPort opened = new(this, number, recordClass, old);
        _opened.Add(opened);
        return _ports[number] = opened;
    }

    /// <summary>The hash of a message of three or five lanes.</summary>
    internal Value Message(params ReadOnlySpan<Value> lanes)
    {
        bool isLong = lanes.Length == MachineShape.MessageLanes;
        if (!isLong && lanes.Length != 3)
        {
            throw new ArgumentException($"A message has 3 or {MachineShape.MessageLanes} lanes, not {lanes.Length}.", nameof(lanes));
        }

        Register[] registers = new Register[MachineShape.MessageLanes];
        for (int lane = 0; lane < registers.Length; lane++)
        {
            registers[lane] = RegisterOf(lane < lanes.Length ? lanes[lane] : 0);
            _bindings.Add((DeviceRegisters.MessageLane(lane), registers[lane]));
        }

        Register length = RegisterOf(isLong ? 1 : 0);
        _bindings.Add((DeviceRegisters.MessageLong, length));
        Register digest = NewRegister(DeviceRegisters.MessageDigest);
        _operations.Add(new Operation.Message(_rule, length, registers, digest));
        return Of(digest, null, null);
    }

    /// <summary>Demands a signature of the message under a key of order l.</summary>
    internal void Signature(Value keyX, Value keyY)
    {
        Bind(DeviceRegisters.SignatureEnable, 1);
        Bind(DeviceRegisters.SignatureKeyX, keyX);
        Bind(DeviceRegisters.SignatureKeyY, keyY);
    }

    /// <summary>1 if a key is usable.</summary>
    internal Bit KeyUsable(Value x, Value y)
    {
        Bind(DeviceRegisters.KeyX, x);
        Bind(DeviceRegisters.KeyY, y);
        Register usable = NewRegister(DeviceRegisters.KeyUsable);
        _operations.Add(new Operation.Key(_rule, RegisterOf(x), RegisterOf(y), usable));
        return new Bit(Of(usable, BigInteger.Zero, BigInteger.One));
    }

    /// <summary>The message is logged as a transaction.</summary>
    internal void Log(Value sequence, Value time)
    {
        Bind(DeviceRegisters.LogEnable, 1);
        Bind(DeviceRegisters.LogSequence, sequence);
        Bind(DeviceRegisters.LogTime, time);
    }

    /// <summary>The message is consumed as an operation of the queue.</summary>
    internal void Consume(Value index, Value outcome)
    {
        Bind(DeviceRegisters.QueueEnable, 1);
        Bind(DeviceRegisters.QueueIndex, index);
        Bind(DeviceRegisters.QueueOutcome, outcome);
    }

    /// <summary>A withdrawal where the bit is 1.</summary>
    internal void Withdrawal(Bit when, Value position, Value word, Value account)
    {
        Bind(DeviceRegisters.WithdrawalEnable, when);
        Bind(DeviceRegisters.WithdrawalPosition, position);
        Bind(DeviceRegisters.WithdrawalWord, word);
        Bind(DeviceRegisters.WithdrawalAccount, account);
    }

    /// <summary>The scans of the slot before go on in this one, which opens no record.</summary>
    internal void Wait() => Bind(DeviceRegisters.ScanWait, 1);

    /// <summary>The scan of an account as all ports of the slot left it (docs/protocol.md, 4.3).</summary>
    internal ScanResult Scan(int number, Bit when, Value account, Value orderEpoch, Value mask, Value cash)
    {
        if (number >= MachineShape.Scans || !_scans.Add(number))
        {
            throw new InvalidOperationException($"{_name} demands scan {number} twice, or has no such scan.");
        }

        ClosePorts();

        Value[] values = [when, account, orderEpoch, mask, cash];
        Register[] inputs = [.. values.Select(RegisterOf)];
        for (int i = 0; i < inputs.Length; i++)
        {
            _bindings.Add((DeviceRegisters.ScanInput(number, (ScanInput)i), inputs[i]));
        }

        Register[] outputs =
        [
            .. Enum.GetValues<ScanOutput>().Select(output => NewRegister(DeviceRegisters.ScanOutput(number, output))),
        ];
        _operations.Add(new Operation.Scan(_rule, number, inputs, outputs));
        return new(
            Of(outputs[(int)ScanOutput.Equity], -ScanLimit, ScanLimit),
            Of(outputs[(int)ScanOutput.Initial], BigInteger.Zero, ScanLimit),
            Of(outputs[(int)ScanOutput.Maintenance], BigInteger.Zero, ScanLimit),
            new Bit(Of(outputs[(int)ScanOutput.AllUsable], BigInteger.Zero, BigInteger.One)));
    }

    /// <summary>The scan of an account as its port leaves it.</summary>
    internal ScanResult Scan(int number, Value account, RecordPort port)
    {
        ClosePorts();
        return Scan(
            number,
            Bit.True,
            account,
            LeftIn(port, Fields.Account.OrderEpoch),
            LeftIn(port, Fields.Account.PositionMask),
            LeftIn(port, Fields.Account.Cash));
    }

    /// <summary>The program. Nothing can be written after it.</summary>
    internal StepProgram Finish()
    {
        ClosePorts();
        RequireOrder();
        RequirePhases();
        foreach (RecordPort port in _ports.OfType<RecordPort>())
        {
            for (int field = 0; field < port.Left.Count; field++)
            {
                if (port.Left[field] is { } register)
                {
                    _bindings.Add((DeviceRegisters.PortNew(port.Number, field), register));
                }
            }
        }

        Rule("carry");
        foreach (CarriedRegister register in Enum.GetValues<CarriedRegister>())
        {
            Bind(DeviceRegisters.CarryOut(register), _carriedOut[(int)register] ?? CarriedIn(register));
        }

        int[] enables =
        [
            .. Enumerable.Range(0, MachineShape.Ports).Select(DeviceRegisters.PortEnable),
            .. Enumerable.Range(0, MachineShape.Scans).Select(scan => DeviceRegisters.ScanInput(scan, ScanInput.Enable)),
            DeviceRegisters.MessageLong, DeviceRegisters.SignatureEnable, DeviceRegisters.LogEnable, DeviceRegisters.QueueEnable,
            DeviceRegisters.WithdrawalEnable, DeviceRegisters.ScanWait,
        ];
        foreach (int row in enables.Where(row => _bindings.All(binding => binding.Row != row)))
        {
            Bind(row, 0);
        }

        return RowAllocator.Place(_name, _operations, _registers, _bindings);
    }

    /// <summary>A result with bounds that the caller vouches for.</summary>
    internal Value ResultOf(Register register, BigInteger? low, BigInteger? high) => Of(register, low, high);

    /// <summary>Notes that nothing more is set by a port.</summary>
    internal void Closed(int port) => _operations.Add(new Operation.Close(_rule, port));

    /// <summary>Notes what a port leaves in a field.</summary>
    internal Register Store(int port, int field, Value value)
    {
        Register register = RegisterOf(value);
        _operations.Add(new Operation.Store(_rule, port, field, register));
        return register;
    }

    /// <summary>
    /// A port that were to see what another one left, but accesses memory before it, could be given a record that both change.
    /// </summary>
    private void RequireOrder()
    {
        for (int later = 0; later < _opened.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                (RecordPort first, RecordPort second) = (_opened[earlier], _opened[later]);
                if (second.Number < first.Number && second.RecordClass == first.RecordClass && (first.IsWritten || second.IsWritten))
                {
                    throw new InvalidOperationException(
                        $"{_name}: port {second.Number} accesses a {first.RecordClass} before port {first.Number}, opened earlier. "
                        + "Open a record before both early.");
                }
            }
        }
    }

    /// <summary>Ports with keys are left to those that need them while there are others.</summary>
    private int FirstPort()
    {
        int free = Array.FindIndex(_ports, MachineShape.WholePorts, port => port is null);
        return free < 0 ? 0 : free;
    }

    private Value AddCarryIn(CarriedRegister register)
    {
        Register result = NewRegister(DeviceRegisters.CarryIn(register));
        _operations.Add(new Operation.CarryIn("carry", register, result));
        BigInteger? high = register == CarriedRegister.Domain ? null : (BigInteger.One << 48) - 1;
        return Of(result, high is null ? null : BigInteger.Zero, high);
    }

    private void Bind(int row, Value value)
    {
        if (_bindings.Any(binding => binding.Row == row))
        {
            throw new InvalidOperationException($"{_name} uses the device at row {row} twice.");
        }

        _bindings.Add((row, RegisterOf(value)));
    }

    /// <summary>Whoever imports an entry relies on every program of the phase to have exported it.</summary>
    private void RequirePhases()
    {
        if (!_hasBegun || !_hasEnded)
        {
            throw new InvalidOperationException($"{_name} does not say in which phase it begins or ends.");
        }

        if (!_exported.SetEquals(_to?.Entries ?? []))
        {
            throw new InvalidOperationException(
                $"{_name} ends in {_to?.Name ?? "no phase"} and exports {string.Join(", ", _exported.Select(entry => entry.Name))}.");
        }

        if (_scans.Count > 0 && _to is { FollowsScans: false })
        {
            throw new InvalidOperationException($"{_name} scans and ends in {_to.Name}, where no program waits for it.");
        }
    }

    private Value LeftIn(RecordPort port, RecordField field) =>
        Of(port.Left[field.Index]!, (BigInteger)field.Low + field.Bias, (BigInteger)field.High + field.Bias) - field.Bias;

    private void ClosePorts()
    {
        foreach (RecordPort port in _ports.OfType<RecordPort>())
        {
            port.Close();
        }
    }

    /// <summary>What a scan tells.</summary>
    internal sealed record ScanResult(Value Equity, Value Initial, Value Maintenance, Bit AllUsable);
}
