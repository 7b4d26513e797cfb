using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs.Matching;

/// <summary>The open lots of a position of the account's order epoch, of which some leave (docs/protocol.md, 4.7, 8.2 and 8.6).</summary>
/// <remarks>
/// Lots leave as many as orders of the account have, which the position counts (§12): were it otherwise, there would be no witness.
/// </remarks>
internal sealed class OpenLots
{
    private readonly ProgramWriter _p;
    private readonly RecordPort _position;

    /// <param name="p">The writer.</param>
    /// <param name="position">The position.</param>
    /// <param name="bought">How many leave open buys.</param>
    /// <param name="sold">How many leave open sells.</param>
    internal OpenLots(ProgramWriter p, RecordPort position, Value bought, Value sold)
    {
        (_p, _position) = (p, position);
        Buys = p.RequireWithin(p.Materialize(position[Fields.Position.OpenBuys] - bought), 0, Fields.Position.OpenBuys.High);
        Sells = p.RequireWithin(p.Materialize(position[Fields.Position.OpenSells] - sold), 0, Fields.Position.OpenSells.High);
    }

    /// <summary>Open buys that are left.</summary>
    internal Value Buys { get; }

    /// <summary>Open sells that are left.</summary>
    internal Value Sells { get; }

    /// <summary>1 if none are left, on both sides.</summary>
    internal Bit AreNone => _p.IsZero(Buys + Sells);

    /// <summary>Leaves them in the position, whose size stays, and clears it if it is vacant.</summary>
    /// <param name="account">Its account, whose mask follows.</param>
    /// <param name="place">Its place.</param>
    /// <param name="when">Whether the position is touched.</param>
    internal void Leave(RecordPort account, Place place, Bit? when = null)
    {
        // Size and snapshot are multiplied by the bit, as the rest of the record is: their fields mean nothing where it is not touched.
        _ = Vacate((when ?? Bit.True) & _p.IsZero(_position[Fields.Position.Size]), account, place);
    }

    /// <summary>Leaves them in a position whose size and snapshot changed, and clears it if it is vacant.</summary>
    internal void Leave(SizeChange change, RecordPort account, Place place)
    {
        Bit isVacant = Vacate(change.IsZero, account, place);
        _position.SetOrClear(Fields.Position.Size, change.Size, isVacant);
        _position.SetOrClear(Fields.Position.Snapshot, change.Snapshot, isVacant);
    }

    /// <summary>Leaves them in a position that is not cleared.</summary>
    internal void Leave(SizeChange change)
    {
        _position.Set(Fields.Position.OpenBuys, Buys);
        _position.Set(Fields.Position.OpenSells, Sells);
        change.Leave(_position);
    }

    private Bit Vacate(Bit isZero, RecordPort account, Place place)
    {
        Bit isVacant = new(_p.Materialize(isZero & AreNone));
        _position.SetOrClear(Fields.Position.OpenBuys, Buys, isVacant);
        _position.SetOrClear(Fields.Position.OpenSells, Sells, isVacant);
        _position.ClearIf(isVacant);

        // The mask has the bit of each live position (§12), so taking its weight off clears this bit and no other.
        account.Set(
            Fields.Account.PositionMask, _p.Materialize(account[Fields.Account.PositionMask] - (isVacant * place.Weight)));
        return isVacant;
    }
}
