using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: a unit that is on reads a position, the Risk and the Terms of its instrument, and sends what the position adds to equity,
/// initial and maintenance margin of its account for an order epoch, and its lots if its mark is not usable (docs/protocol.md, 4.3).
/// </summary>
/// <remarks>
/// Preconditions: the address is that of a position, which <see cref="ScanJob"/> demands; fields of live records are within their ranges;
/// t and 3,000 times a round are below 2^48. Margins of a position differ by less than 2^60.
/// Constraints, with size s, snapshot n, lots epoch j, open buys b and sells o of the position, f its f, limbs L of a row; all with labels in
/// docs/circuits/devices.md#scan: scan.epoch, degree 2: f·(j − epoch) = 0; scan.epoch.other, degree 2: f = 1 − (j − epoch)·inverse;
/// scan.address, degree 1: the address is 2·4^D + 8·instrument + 2 or + 0; scan.bit, degree 2; scan.size, degree 2: L = |s|;
/// scan.initial.larger, degree 4: L = |X − Y| with X = (s + f·b)·long and Y = (f·o − s)·short; scan.initial, degree 4: the larger one;
/// scan.maintenance, degree 3: |s|·margin of the side; scan.equity, degree 3: s·mark·multiplier + |s|·(index of the side − n); scan.age,
/// degree 2: L = 60,000 − age or age − 60,001; scan.unusable, degree 3: 0 if the mark is usable, else 2; scan.lots, degree 3: that times
/// |s| + f·(b + o). scan.unit sends (base, address, epoch, equity, initial, maintenance, lots).
/// Cost: three records on six rows, one copied and six local columns beside them, five limb columns; three accesses, one bus term.
/// Soundness: docs/circuits/devices.md#scan.
/// Negative tests: ScanAttackTests.
/// </remarks>
internal sealed class ScanUnit
{
    /// <summary>Accesses of a unit.</summary>
    internal const int Accesses = 3;

    private const long MarkAgeMax = 60_000;
    private const long RoundLength = 3_000;

    private readonly CircuitBuilder _builder;
    private readonly long _bias;
    private readonly Fr _radix;
    private readonly ScanCells _cells;

    /// <summary>Adds a unit; its accesses are the next ones of the memory.</summary>
    /// <param name="builder">The slot.</param>
    /// <param name="memory">After all accesses that a scan shall see.</param>
    /// <param name="bus">Demands and answers.</param>
    /// <param name="scanBase">The slot whose ports the unit sees, as <see cref="ScanBase"/> proves.</param>
    /// <param name="time">The time of that slot.</param>
    /// <param name="instruments">The address of the first instrument.</param>
    internal ScanUnit(CircuitBuilder builder, Memory memory, Bus bus, Element scanBase, Element time, long instruments)
    {
        _builder = builder;
        _bias = 1L << (memory.Format.BitsOf(Fields.Position.Size.Index) - 1);
        _radix = Fr.FromInt64(1L << builder.Shape.LimbBits);
        _cells = new(memory);
        builder.Input(_cells.Position.Enable);
        builder.Input(_cells.Position.Address);
        builder.Input(_cells.Epoch);
        builder.Import(Element.FromUnchecked(_cells.Position.Enable), _cells.Risk.Enable);
        builder.Import(Element.FromUnchecked(_cells.Position.Enable), _cells.Terms.Enable);
        for (int record = 0; record < Accesses; record++)
        {
            memory.Read(_cells.Region, record);
        }

        ConstrainAddress(_cells.Risk, instruments + 2);
        ConstrainAddress(_cells.Terms, instruments);
        builder.Import(scanBase, _cells.Base);
        builder.Import(time, _cells.Time);
        builder.Import(Wire(_cells.Position, Fields.Position.Snapshot), _cells.Snapshot);
        builder.Import(Wire(_cells.Risk, Fields.Risk.Mark), _cells.Mark);
        builder.Import(Wire(_cells.Terms, Fields.Terms.Multiplier), _cells.Multiplier);
        ConstrainEpoch();
        ConstrainSize();
        ConstrainAge();
        ConstrainInitial();
        ConstrainMoney();
        builder.Send(
            "scan.unit",
            bus,
            _cells.Position.Enable,
            _cells.Base,
            _cells.Position.Address,
            _cells.Epoch,
            _cells.Equity,
            _cells.Initial,
            _cells.Maintenance,
            _cells.Lots);
    }

    /// <summary>Its cells.</summary>
    internal ScanCells Cells => _cells;

    /// <summary>Fills the inputs of a unit; null for one that is off.</summary>
    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, ScanTask? task)
    {
        map.Set(inputs, _cells.Position.Enable, task is null ? Fr.Zero : Fr.One);
        map.Set(inputs, _cells.Position.Address, Fr.FromUInt64(task?.Address ?? 0));
        map.Set(inputs, _cells.Epoch, task?.OrderEpoch ?? Fr.Zero);
    }

    private static Element Wire(RecordCells record, RecordField field) => Element.FromUnchecked(record.Fields[field.Index]);

    private static Expression Of(RecordCells record, RecordField field) => record.Fields[field.Index];

    private void ConstrainAddress(RecordCells record, long start)
    {
        _builder.Import(Wire(_cells.Position, Fields.Position.Instrument), record.Spare);
        Fr constant = Fr.FromInt64(start);
        _builder.Hint("scan.address", [record.Spare], [record.Address], (read, write) => write[0] = constant + (read[0] * Fr.FromInt64(8)));
        _builder.Constrain(
            "scan.address", (Expression)record.Address - ((Expression)record.Spare * 8) - Expression.Parameter(0, constant));
    }

    /// <summary>f says whether the open lots count.</summary>
    private void ConstrainEpoch()
    {
        Cell own = _cells.Position.Fields[Fields.Position.LotsEpoch.Index];
        _builder.Hint("scan.epoch", [own, _cells.Epoch], [_cells.Inverse, _cells.IsCurrent], (read, write) =>
            write[1] = Fr.TryInvertVarTime(read[0] - read[1], out write[0]) ? Fr.Zero : Fr.One);
        Expression difference = (Expression)own - _cells.Epoch;
        _builder.Constrain("scan.epoch", (Expression)_cells.IsCurrent * difference);
        _builder.Constrain("scan.epoch.other", (Expression)_cells.IsCurrent - 1 + (difference * _cells.Inverse));
    }

    /// <summary>g says that the size is not negative; either will do for 0, as everything is 0 then.</summary>
    private void ConstrainSize()
    {
        Fr bias = Fr.FromInt64(_bias);
        Cell size = _cells.Position.Fields[Fields.Position.Size.Index];
        _builder.Hint("scan.size", [size], [_cells.IsLong], (read, write) =>
            write[0] = ScanNumber.IsNegative(read[0] - bias) ? Fr.Zero : Fr.One);
        ScanBit(_cells.IsLong);
        _builder.Hint("scan.size.limbs", [size, _cells.IsLong], _cells.SizeLimbs, (read, write) =>
            Split(read[1].IsZero ? bias - read[0] : read[0] - bias, write));
        _builder.Constrain("scan.size", Magnitude - Signed(_cells.IsLong, Size));
    }

    /// <summary>v says that the mark is young enough; whether that matters depends on the status.</summary>
    private void ConstrainAge()
    {
        Cell round = _cells.Risk.Fields[Fields.Risk.IndexRound.Index];
        Fr length = Fr.FromInt64(RoundLength);
        Fr limit = Fr.FromInt64(MarkAgeMax);
        _builder.Hint("scan.age", [_cells.Time, round], [_cells.IsYoung], (read, write) =>
            write[0] = ScanNumber.IsNegative(limit - read[0] + (read[1] * length)) ? Fr.Zero : Fr.One);
        ScanBit(_cells.IsYoung);
        _builder.Hint("scan.age.limbs", [_cells.Time, round, _cells.IsYoung], _cells.AgeLimbs, (read, write) =>
        {
            Fr left = limit - read[0] + (read[1] * length);
            Split(read[2].IsZero ? -left - Fr.One : left, write);
        });
        Expression young = _cells.IsYoung;
        Expression rest = MarkAgeMax - (Expression)_cells.Time + ((Expression)round * RoundLength);
        _builder.Constrain("scan.age", Sum(_cells.AgeLimbs) - (Signed(_cells.IsYoung, rest) - (1 - young)));
        Cell status = _cells.Risk.Fields[Fields.Risk.Status.Index];
        _builder.Hint("scan.unusable", [status, _cells.IsYoung], [_cells.Unusable], (read, write) =>
        {
            Fr settled = read[0] * (read[0] - Fr.One);
            Fr marked = (read[0] - settled) * read[1];
            write[0] = Fr.FromInt64(2) - settled - marked - marked;
        });

        // Of the status, settled is 0, 0, 2 and marked is 0, 1, 0: twice a bit remains.
        Expression twiceSettled = (Expression)status * ((Expression)status - 1);
        Expression marked = ((Expression)status - twiceSettled) * young;
        _builder.Constrain("scan.unusable", (Expression)_cells.Unusable - (2 - twiceSettled - marked - marked));
    }

    /// <summary>The initial margin is the larger of X and Y; h says that it is X.</summary>
    private void ConstrainInitial()
    {
        Cell[] read =
        [
            _cells.Position.Fields[Fields.Position.Size.Index],
            _cells.Position.Fields[Fields.Position.OpenBuys.Index],
            _cells.Position.Fields[Fields.Position.OpenSells.Index],
            _cells.IsCurrent,
            _cells.Risk.Fields[Fields.Risk.InitialLong.Index],
            _cells.Risk.Fields[Fields.Risk.InitialShort.Index],
        ];
        Fr bias = Fr.FromInt64(_bias);
        (Fr X, Fr Y) Margins(ReadOnlySpan<Fr> values)
        {
            Fr size = values[0] - bias;
            return ((size + (values[3] * values[1])) * values[4], ((values[3] * values[2]) - size) * values[5]);
        }

        _builder.Hint("scan.larger", read, [_cells.IsLonger], (values, write) =>
        {
            (Fr x, Fr y) = Margins(values);
            write[0] = ScanNumber.IsNegative(x - y) ? Fr.Zero : Fr.One;
        });
        ScanBit(_cells.IsLonger);
        _builder.Hint("scan.initial", [.. read, _cells.IsLonger], [_cells.Initial, .. _cells.InitialLimbs], (values, write) =>
        {
            (Fr x, Fr y) = Margins(values);
            bool isX = !values[6].IsZero;
            write[0] = isX ? x : y;
            Split(isX ? x - y : y - x, write[1..]);
        });
        Expression long1 = (Size + OpenBuys) * Of(_cells.Risk, Fields.Risk.InitialLong);
        Expression short1 = (OpenSells - Size) * Of(_cells.Risk, Fields.Risk.InitialShort);
        Expression difference = long1 - short1;
        Expression excess = difference * _cells.IsLonger;
        _builder.Constrain("scan.initial.larger", Sum(_cells.InitialLimbs) - (excess + excess - difference));
        _builder.Constrain("scan.initial", (Expression)_cells.Initial - short1 - excess);
    }

    /// <summary>Maintenance margin, equity, and lots whose mark is not usable.</summary>
    private void ConstrainMoney()
    {
        Expression isLong = _cells.IsLong;
        Expression perLot = Of(_cells.Risk, Fields.Risk.MaintenanceShort)
            + (isLong * (Of(_cells.Risk, Fields.Risk.MaintenanceLong) - Of(_cells.Risk, Fields.Risk.MaintenanceShort)));
        Cell[] side = [_cells.IsLong, .. _cells.SizeLimbs];
        _builder.Hint(
            "scan.maintenance",
            [OfRisk(Fields.Risk.MaintenanceLong), OfRisk(Fields.Risk.MaintenanceShort), .. side],
            [_cells.Maintenance],
            (read, write) => write[0] = Lots(read[^3..]) * (read[2].IsZero ? read[1] : read[0]));
        _builder.Constrain("scan.maintenance", (Expression)_cells.Maintenance - (Magnitude * perLot));

        Expression owed = Of(_cells.Risk, Fields.Risk.ShortIndex) - _cells.Snapshot
            + (isLong * (Of(_cells.Risk, Fields.Risk.LongIndex) - Of(_cells.Risk, Fields.Risk.ShortIndex)));
        Cell size = _cells.Position.Fields[Fields.Position.Size.Index];
        Fr bias = Fr.FromInt64(_bias);
        _builder.Hint(
            "scan.equity",
            [
                OfRisk(Fields.Risk.LongIndex), OfRisk(Fields.Risk.ShortIndex), _cells.Snapshot, size, _cells.Mark, _cells.Multiplier, .. side,
            ],
            [_cells.Equity],
            (read, write) => write[0] = ((read[3] - bias) * read[4] * read[5])
                + (Lots(read[^3..]) * ((read[6].IsZero ? read[1] : read[0]) - read[2])));
        _builder.Constrain(
            "scan.equity", (Expression)_cells.Equity - (Size * _cells.Mark * _cells.Multiplier) - (Magnitude * owed));

        _builder.Hint(
            "scan.lots",
            [
                _cells.Unusable,
                _cells.IsCurrent,
                _cells.Position.Fields[Fields.Position.OpenBuys.Index],
                _cells.Position.Fields[Fields.Position.OpenSells.Index],
                .. _cells.SizeLimbs,
            ],
            [_cells.Lots],
            (read, write) => write[0] = read[0] * (Lots(read[^3..]) + (read[1] * (read[2] + read[3]))));
        _builder.Constrain("scan.lots", (Expression)_cells.Lots - ((Expression)_cells.Unusable * (Magnitude + OpenBuys + OpenSells)));

        Cell OfRisk(RecordField field) => _cells.Risk.Fields[field.Index];

        Fr Lots(ReadOnlySpan<Fr> limbs) => limbs[0] + (_radix * (limbs[1] + (_radix * limbs[2])));
    }

    private Expression Size => Of(_cells.Position, Fields.Position.Size) - _bias;

    /// <summary>|s|.</summary>
    private Expression Magnitude => Sum(_cells.SizeLimbs);

    private Expression OpenBuys => (Expression)_cells.IsCurrent * Of(_cells.Position, Fields.Position.OpenBuys);

    private Expression OpenSells => (Expression)_cells.IsCurrent * Of(_cells.Position, Fields.Position.OpenSells);

    /// <summary>The value if the bit is 1, else its negative.</summary>
    private static Expression Signed(Cell bit, Expression value)
    {
        Expression kept = value * bit;
        return kept + kept - value;
    }

    private void ScanBit(Cell cell) => _builder.ConstrainBit("scan.bit", new Unconstrained(cell));

    /// <summary>The limbs as the machine adds up those of its rows: where all of a row are meant, the formula is shared.</summary>
    private Expression Sum(Cell[] limbs)
    {
        Expression sum = Expression.Zero;
        for (int limb = limbs.Length - 1; limb >= 0; limb--)
        {
            sum = (sum * (1L << _builder.Shape.LimbBits)) + limbs[limb];
        }

        return sum;
    }

    private void Split(in Fr value, Span<Fr> limbs) => ScanNumber.Split(value, _builder.Shape.LimbBits, limbs);
}
