using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>Runs a step with lies: from the values of the valid step, only what depends on a lie is computed again.</summary>
/// <remarks>
/// It is meant to do what <see cref="StepRun"/> does, and to judge each line as the circuit does, which <see cref="LineCheck"/> states. Not
/// for several threads.
/// </remarks>
internal sealed class LieRun
{
    /// <summary>How often an operation may be executed again before a run is given up, on average.</summary>
    private const int RepeatsMax = 16;

    private readonly Fr[] _values;
    private readonly bool[] _forced;
    private readonly ulong[] _pending;
    private readonly PortState[] _ports = [.. Enumerable.Range(0, MachineShape.Ports).Select(_ => new PortState())];
    private readonly Fr[] _elements = new Fr[MachineShape.Fields];
    private readonly List<(RecordAddress Address, int Field, Fr Value)> _changes = [];
    private readonly Dictionary<(Fr X, Fr Y), bool> _keys = [];
    private readonly Dictionary<RecordAddress, Fr[]> _known = [];
    private readonly bool[] _isTouched = new bool[MachineShape.Ports];
    private readonly AttackPoint _point;
    private readonly CompiledProgram _program;
    private bool _movesRecords;
    private bool _keepsHints;

    internal LieRun(AttackPoint point)
    {
        _point = point;
        _program = point.Program;
        _values = new Fr[point.Values.Length];
        _forced = new bool[_values.Length];
        _pending = new ulong[_program.Words];
        Array.Fill(_isTouched, true);
    }

    /// <summary>The values of all registers.</summary>
    internal Fr[] Values => _values;

    /// <summary>The ports as they were left.</summary>
    internal IReadOnlyList<PortState> Ports => _ports;

    /// <summary>The lines that do not hold.</summary>
    internal RowSet Failing { get; } = new();

    /// <summary>Whether a device can take its inputs at all: addresses are addresses, and what a scan reads are records.</summary>
    internal bool DevicesFail { get; private set; }

    /// <summary>How many runs there were.</summary>
    internal long Count { get; private set; }

    /// <summary>Runs the step with a lie.</summary>
    /// <param name="lie">The lie.</param>
    /// <param name="held">A register that keeps its value of the valid step; −1 for none.</param>
    internal void Run(Lie lie, int held = -1)
    {
        Count++;
        Reset(lie);
        if (held >= 0)
        {
            Force(held, _point.Values[held]);
        }

        foreach ((Source source, Fr value) in lie.Changes)
        {
            if (source.Kind == SourceKind.Field)
            {
                _changes.Add((source.Address, source.Field, value));
                AddAll(_program.Later);
            }
            else
            {
                Force(source.Register, value);
            }
        }

        // Two ports may be led to one record, each of which leaves what depends on what the other left: a witness without a beginning.
        int left = RepeatsMax * _program.Operations.Length;
        for (int word = 0; word < _pending.Length; word++)
        {
            while (_pending[word] != 0)
            {
                if (left-- == 0)
                {
                    DevicesFail = true;
                    return;
                }

                int bit = BitOperations.TrailingZeroCount(_pending[word]);
                _pending[word] &= _pending[word] - 1;
                Execute(_program.Operations[(word * 64) + bit]);
            }
        }
    }

    /// <summary>Labels of the lines that do not hold in the last run, by a check that knows nothing of how its values were found.</summary>
    internal IReadOnlyList<string> CheckLines()
    {
        StepResult step = _point.Step;
        Fr[] results = [.. step.Results];
        for (int row = 0; row < results.Length; row++)
        {
            if (step.Program.ResultRegisters[row] is int register and >= 0)
            {
                results[row] = _values[register];
            }
        }

        Fr[]? before = _point.Before?.Results.ToArray();
        foreach (Operation.Previous previous in step.Program.Operations.OfType<Operation.Previous>())
        {
            before![MachineShape.Rows + previous.Row] = _values[previous.Result.Number];
        }

        StepResult lied = new()
        {
            Program = step.Program,
            Results = results,
            Carried = step.Carried,
            Ports = step.Ports,
            Scanned = step.Scanned,
            Failures = [],
        };
        return LineCheck.Failures(lied, before);
    }

    private void Reset(Lie lie)
    {
        Array.Copy(_point.Values, _values, _values.Length);
        Array.Clear(_forced);
        Array.Clear(_pending);
        for (int port = 0; port < _ports.Length; port++)
        {
            if (_isTouched[port])
            {
                _point.Ports[port].CopyTo(_ports[port]);
                _isTouched[port] = false;
            }
        }

        _changes.Clear();
        _movesRecords = lie.MovesRecords;
        _keepsHints = lie.KeepsHints;
        Failing.Clear();
        DevicesFail = false;
    }

    private void Force(int register, in Fr value)
    {
        _forced[register] = true;
        int writer = _program.Writer[register];
        if (writer >= 0 && _program.Operations[writer].Row >= 0)
        {
            _pending[writer / 64] |= 1UL << (writer % 64);
        }

        if (_values[register] != value)
        {
            _values[register] = value;
            AddAll(_program.Readers[register]);
        }
    }

    private void Set(int register, in Fr value)
    {
        if (!_forced[register] && _values[register] != value)
        {
            _values[register] = value;
            AddAll(_program.Readers[register]);
        }
    }

    private void AddAll(ulong[] operations)
    {
        for (int i = 0; i < operations.Length; i++)
        {
            _pending[i] |= operations[i];
        }
    }

    private void Execute(CompiledOperation operation)
    {
        switch (operation.Operation)
        {
            case Operation.Line:
                ExecuteLine(operation);
                break;
            case Operation.Hint or Operation.Inverse when _keepsHints:
                break;
            case Operation.Hint hint:
                Set(hint.Result.Number, Computed(hint));
                break;
            case Operation.Inverse inverse:
                _ = Fr.TryInvertVarTime(_values[inverse.Read.Number], out Fr inverted);
                Set(inverse.Result.Number, inverted);
                break;
            case Operation.Open open:
                Open(open);
                break;
            case Operation.Store store:
                Store(store);
                break;
            case Operation.Message message when IsRead(message.Digest):
                Fr[] lanes = new Fr[_values[message.Long.Number].IsZero ? 3 : MachineShape.MessageLanes];
                for (int lane = 0; lane < lanes.Length; lane++)
                {
                    lanes[lane] = _values[message.Lanes[lane].Number];
                }

                Set(message.Digest.Number, Poseidon2.Hash(TransactionLanes.HashDomain, lanes));
                break;
            case Operation.Key key:
                Set(key.Usable.Number, IsUsable(_values[key.X.Number], _values[key.Y.Number]) ? Fr.One : Fr.Zero);
                break;
            case Operation.Scan scan:
                Scan(scan);
                break;
            default:
                break;
        }
    }

    private bool IsRead(Register register) => _program.Readers[register.Number].AsSpan().ContainsAnyExcept(0UL);

    private void ExecuteLine(CompiledOperation line)
    {
        Fr value = line.ValueOf(_values);
        bool holds;
        switch (line.LineKind)
        {
            case LineKind.Assignment:
                Set(line.Writes[0], value);
                holds = _values[line.Writes[0]] == value;
                break;
            case LineKind.Comparison:
                bool isNegative = !FieldNumber.IsBelow(value, MachineShape.RangeBits);
                Set(line.Writes[0], isNegative ? Fr.One : Fr.Zero);
                Fr bit = _values[line.Writes[0]];
                holds = (bit.IsZero || bit == Fr.One)
                    && FieldNumber.IsBelow(value + (AttackPoint.RangeLimit * bit), MachineShape.RangeBits);
                break;
            case LineKind.Range:
                holds = FieldNumber.IsBelow(value, MachineShape.RangeBits);
                break;
            default:
                holds = value.IsZero;
                break;
        }

        Failing.Set(line.Row, !holds);
    }

    /// <summary>A liar may leave out what a hint cannot compute.</summary>
    private Fr Computed(Operation.Hint hint)
    {
        BigInteger[] read = new BigInteger[hint.Read.Length];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = FieldNumber.ToSigned(_values[hint.Read[i].Number]);
        }

        try
        {
            return FieldNumber.Of(hint.Compute(read));
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            return Fr.Zero;
        }
    }

    private bool IsUsable(in Fr x, in Fr y)
    {
        if (!_keys.TryGetValue((x, y), out bool isUsable))
        {
            isUsable = SchnorrPublicKey.TryCreate(x, y, out _, out _);
            _keys.Add((x, y), isUsable);
        }

        return isUsable;
    }

    private void Open(Operation.Open open)
    {
        PortState port = _ports[open.Port];
        RecordAddress? address = null;
        if (_values[open.Enable.Number].IsZero)
        {
            Array.Clear(_elements);
        }
        else if (!FieldNumber.IsBelow(_values[open.Address.Number], 32))
        {
            DevicesFail = true;
            return;
        }
        else
        {
            address = new((uint)FieldNumber.ToUInt64(_values[open.Address.Number]));
            Resolve(address.Value, open.Port);
        }

        if (port.Address == address && _elements.AsSpan().SequenceEqual(port.Old))
        {
            return;
        }

        _isTouched[open.Port] = true;
        port.Address = address;
        Array.Copy(_elements, port.Old, _elements.Length);
        Array.Copy(_elements, port.New, _elements.Length);
        for (int field = 0; field < MachineShape.Fields; field++)
        {
            if (open.Old[field] is { } register)
            {
                Set(register.Number, _elements[field]);
            }
        }

        foreach (int store in _program.Stores[open.Port])
        {
            Operation.Store stored = (Operation.Store)_program.Operations[store].Operation;
            port.New[stored.Field] = _values[stored.Value.Number];
        }

        AddAllAfter(_program.Opens[open.Port]);
    }

    private void Store(Operation.Store store)
    {
        Fr value = _values[store.Value.Number];
        if (_ports[store.Port].New[store.Field] != value)
        {
            _isTouched[store.Port] = true;
            _ports[store.Port].New[store.Field] = value;
            AddAllAfter(_program.Opens[store.Port]);
        }
    }

    /// <summary>Ports and scans that come after an operation must look again.</summary>
    private void AddAllAfter(int operation)
    {
        for (int i = 0; i < _pending.Length; i++)
        {
            int first = operation + 1 - (i * 64);
            ulong after = first <= 0 ? ulong.MaxValue : first >= 64 ? 0 : ulong.MaxValue << first;
            _pending[i] |= _program.Later[i] & after;
        }
    }

    /// <summary>The record at an address as the ports before one left it, in <see cref="_elements"/>.</summary>
    private void Resolve(RecordAddress address, int port)
    {
        for (int i = port - 1; i >= 0; i--)
        {
            if (_ports[i].Address == address)
            {
                Array.Copy(_ports[i].New, _elements, _elements.Length);
                return;
            }
        }

        bool isMoved = _movesRecords && port < MachineShape.Ports && _point.Ports[port].Address is { } honest && honest != address
            && address.Class != RecordClass.None;
        if (isMoved)
        {
            Array.Copy(_point.Ports[port].Old, _elements, _elements.Length);
        }
        else
        {
            Array.Copy(Known(address), _elements, _elements.Length);
        }

        foreach ((RecordAddress changed, int field, Fr value) in _changes)
        {
            if (changed == address || (isMoved && changed == _point.Ports[port].Address))
            {
                _elements[field] = value;
            }
        }
    }

    private Fr[] Known(RecordAddress address)
    {
        if (!_known.TryGetValue(address, out Fr[]? elements))
        {
            elements = new Fr[MachineShape.Fields];
            RecordElements.Write(_point.Records.Read(address), elements);
            _known.Add(address, elements);
        }

        return elements;
    }

    private void Scan(Operation.Scan scan)
    {
        if (_values[scan.Inputs[(int)ScanInput.Enable].Number].IsZero)
        {
            return;
        }

        if (IsSeenAsBefore(scan))
        {
            // Cash adds to equity, and to nothing else.
            int cash = scan.Inputs[(int)ScanInput.Cash].Number;
            foreach (Register output in scan.Outputs)
            {
                bool isEquity = output == scan.Outputs[(int)ScanOutput.Equity];
                Set(output.Number, _point.Values[output.Number] + (isEquity ? _values[cash] - _point.Values[cash] : Fr.Zero));
            }

            return;
        }

        MarginTotals totals;
        try
        {
            totals = MarginTotals.Of(
                Left,
                (long)FieldNumber.ToUInt64(Input(ScanInput.Account)),
                (long)FieldNumber.ToUInt64(Input(ScanInput.OrderEpoch)),
                checked((int)FieldNumber.ToUInt64(Input(ScanInput.Mask))),
                FieldNumber.ToSigned(Input(ScanInput.Cash)),
                (long)FieldNumber.ToUInt64(_values[_program.Time]));
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException)
        {
            DevicesFail = true;
            return;
        }

        Set(scan.Outputs[(int)ScanOutput.Equity].Number, FieldNumber.Of(totals.Equity));
        Set(scan.Outputs[(int)ScanOutput.Initial].Number, FieldNumber.Of(totals.Initial));
        Set(scan.Outputs[(int)ScanOutput.Maintenance].Number, FieldNumber.Of(totals.Maintenance));
        Set(scan.Outputs[(int)ScanOutput.AllUsable].Number, totals.AllUsable ? Fr.One : Fr.Zero);

        Fr Input(ScanInput input) => _values[scan.Inputs[(int)input].Number];
    }

    /// <summary>True if a scan finds what it did in the valid step, but for the cash: else it would be most of the work.</summary>
    private bool IsSeenAsBefore(Operation.Scan scan)
    {
        foreach (ScanInput input in (ReadOnlySpan<ScanInput>)[ScanInput.Enable, ScanInput.Account, ScanInput.OrderEpoch, ScanInput.Mask])
        {
            int register = scan.Inputs[(int)input].Number;
            if (_values[register] != _point.Values[register])
            {
                return false;
            }
        }

        if (_values[_program.Time] != _point.Values[_program.Time] || _changes.Exists(change => IsScanned(change.Address)))
        {
            return false;
        }

        for (int port = 0; port < _ports.Length; port++)
        {
            PortState left = _ports[port];
            PortState before = _point.Ports[port];
            if (_isTouched[port] && (IsScanned(left.Address) || IsScanned(before.Address))
                && (left.Address != before.Address || !left.New.AsSpan().SequenceEqual(before.New)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsScanned(RecordAddress? address) =>
        address is { Class: RecordClass.Position or RecordClass.Risk or RecordClass.Terms };

    /// <summary>A record as all ports left it.</summary>
    private Record Left(RecordAddress address)
    {
        Resolve(address, MachineShape.Ports);
        return RecordElements.TryRead(_elements, out Record record) ? record : throw new ArithmeticException($"{address} is no record.");
    }
}
