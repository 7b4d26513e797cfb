using ZkRollup.Circuits.Builder;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>One access to a record in each slot, which may change it; see <see cref="Memory"/>.</summary>
/// <remarks>
/// Where the port is off nothing fixes its fields. What a port leaves in a packed field must be within its width wherever the port is on:
/// who writes proves it.
/// </remarks>
public sealed class MemoryPort
{
    private readonly CircuitBuilder _builder;
    private readonly Memory _memory;
    private readonly Region _region;
    private readonly RecordCells _old;
    private readonly RecordCells _new;
    private readonly bool[] _isSet;
    private readonly List<int> _kept = [];

    internal MemoryPort(CircuitBuilder builder, Memory memory, int number, Region region, Element enable, Element address)
    {
        _builder = builder;
        _memory = memory;
        _region = region;
        _old = memory.CellsOf(region, 0);
        _new = memory.CellsOf(region, 1);
        _isSet = new bool[memory.Format.Count];
        Number = number;
        foreach (RecordCells record in (RecordCells[])[_old, _new])
        {
            builder.Import(enable, record.Enable);
            builder.Import(address, record.Address);
        }
    }

    /// <summary>Its place among the accesses of a slot: later ones see what it leaves.</summary>
    public int Number { get; }

    /// <summary>True once every field is updated or kept.</summary>
    public bool IsComplete => _isSet.All(isSet => isSet);

    /// <summary>The field is seen, and takes a new value.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="old">In a copied column, computed by the prover: what the field must have been, where the port is on.</param>
    /// <param name="now">In a copied column: what it becomes.</param>
    /// <exception cref="InvalidOperationException">The field is updated or kept already.</exception>
    public void Update(int field, Element old, Element now)
    {
        Note(field);
        _builder.Import(old, _old.Fields[field]);
        _builder.Import(now, _new.Fields[field]);
        EndIfComplete();
    }

    /// <summary>The field stays as it is, unseen.</summary>
    /// <exception cref="InvalidOperationException">The field is updated or kept already.</exception>
    public void Keep(int field)
    {
        Note(field);
        _kept.Add(field);
        EndIfComplete();
    }

    private void Note(int field)
    {
        if (_isSet[field])
        {
            throw new InvalidOperationException($"Field {field} of port {Number} is updated or kept already.");
        }

        _isSet[field] = true;
    }

    private void EndIfComplete()
    {
        if (!IsComplete)
        {
            return;
        }

        _memory.AddAccess(_region, 0, Number, _kept);
        foreach (int field in _kept)
        {
            _builder.Import(new Element(_old.Fields[field]), _new.Fields[field]);
        }

        _memory.Leave(Number, _new);
    }
}
