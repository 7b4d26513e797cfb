using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Insurance;

/// <summary>The insurance of an instrument while a program changes it (docs/protocol.md, 10.1, 10.4).</summary>
internal sealed class InsuranceState
{
    private readonly ProgramWriter _p;
    private readonly RecordPort _insurance;
    private readonly RecordPort _risk;
    private readonly Value _perLot;
    private readonly Value _owed;

    /// <param name="p">The writer.</param>
    /// <param name="insurance">Its record.</param>
    /// <param name="risk">Risk of the instrument.</param>
    /// <param name="perLot">mark·multiplier.</param>
    internal InsuranceState(ProgramWriter p, RecordPort insurance, RecordPort risk, Value perLot)
    {
        (_p, _insurance, _risk, _perLot) = (p, insurance, risk, perLot);
        Cash = insurance[Fields.Insurance.Cash];
        Inventory = insurance[Fields.Insurance.Inventory];
        IsShort = p.IsNegative(Inventory);
        _owed = p.Materialize(LotsOf(Inventory, IsShort) * (IndexOf(IsShort) - insurance[Fields.Insurance.Snapshot]));
        Equity = p.Materialize(Cash + (Inventory * perLot) + _owed);
    }

    /// <summary>Cash as it is now.</summary>
    internal Value Cash { get; private set; }

    /// <summary>Inventory as it is now; positive is long.</summary>
    internal Value Inventory { get; private set; }

    /// <summary>1 if the inventory is negative.</summary>
    internal Bit IsShort { get; private set; }

    /// <summary>e as it is now.</summary>
    internal Value Equity { get; private set; }

    /// <summary>|inventory|.</summary>
    internal Value Lots => LotsOf(Inventory, IsShort);

    /// <summary>Cash comes in.</summary>
    internal void Receive(Value amount)
    {
        Cash += amount;
        Equity += amount;
    }

    /// <summary>Cash goes out.</summary>
    internal void Pay(Value amount) => Receive(-amount);

    /// <summary>§10.1: takes lots at the mark less a concession, the index settled.</summary>
    /// <param name="change">Lots, signed, not 0.</param>
    /// <param name="concession">What it gains by that.</param>
    /// <returns>The rise of max(inventory, 0).</returns>
    internal Value Take(Value change, Value concession)
    {
        Value longsBefore = _p.Materialize((1 - (Value)IsShort) * Inventory);
        Move(change);
        _insurance.Set(Fields.Insurance.Snapshot, (1 - (Value)_p.IsZero(Lots)) * IndexOf(IsShort));

        // The lots come at their value, so the equity rises by the concession alone.
        Cash = _p.Materialize(Cash + _owed - (change * _perLot) + concession);
        Equity = _p.Materialize(Equity + concession);
        return ((1 - (Value)IsShort) * Inventory) - longsBefore;
    }

    /// <summary>§10.2, 3: whether it would refuse a trade, judged after the trade and after Cover.</summary>
    /// <param name="change">Lots, signed.</param>
    /// <param name="concession">The concession.</param>
    /// <param name="equityOfAccount">E of the closing account before the trade.</param>
    internal Bit Refuses(Value change, Value concession, Value equityOfAccount)
    {
        Value after = _p.Materialize(Inventory + change);
        Bit isShort = _p.IsNegative(after);
        Value lots = LotsOf(after, isShort);
        Bit grows = _p.Greater(lots, Lots);
        Value covered = _p.Min(_p.Materialize(equityOfAccount - concession), 0);
        Value margin = _p.Materialize(lots * isShort.Select(_risk[Fields.Risk.InitialShort], _risk[Fields.Risk.InitialLong]));
        Bit isTooMuch = _p.Greater(margin, _p.Materialize(Equity + concession + covered));
        return new(_p.Materialize(grows & isTooMuch));
    }

    /// <summary>§11: the inventory becomes cash.</summary>
    internal void Settle()
    {
        Cash = Equity;
        Inventory = 0;
        IsShort = Bit.False;
        _insurance.Set(Fields.Insurance.Inventory, 0);
        _insurance.Set(Fields.Insurance.Snapshot, 0);
    }

    /// <summary>Writes the cash. Nothing changes any more.</summary>
    internal void Store() => _insurance.Set(Fields.Insurance.Cash, Cash);

    private void Move(Value change)
    {
        Inventory = _p.Materialize(Inventory + change);
        _insurance.Set(Fields.Insurance.Inventory, Inventory);
        IsShort = _p.IsNegative(Inventory);
    }

    private Value IndexOf(Bit isShort) => isShort.Select(_risk[Fields.Risk.ShortIndex], _risk[Fields.Risk.LongIndex]);

    /// <summary>The magnitude of a number whose sign is known.</summary>
    private Value LotsOf(Value inventory, Bit isShort)
    {
        Value lots = _p.Materialize(inventory - (2 * (isShort * inventory)));
        return lots.WithBounds(0, Value.Greatest(inventory.High, -inventory.Low));
    }
}
