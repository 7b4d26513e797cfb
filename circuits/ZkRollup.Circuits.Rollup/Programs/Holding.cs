using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>A live position of an account that becomes smaller or stays (docs/protocol.md, 4.1, 4.7, 10.1).</summary>
internal sealed class Holding
{
    private static readonly BigInteger LotsMax = Fields.Position.Size.High;

    private readonly ProgramWriter _p;
    private readonly RecordPort _account;
    private readonly RecordPort _position;
    private readonly Place _place;
    private readonly RecordPort _risk;
    private Value? _mask;

    /// <param name="p">The writer.</param>
    /// <param name="account">The account; its cash is set by whoever knows all that it is paid.</param>
    /// <param name="position">The position, which the program requires to be live: it requires its instrument.</param>
    /// <param name="place">Its place.</param>
    /// <param name="risk">Risk of its instrument.</param>
    internal Holding(ProgramWriter p, RecordPort account, RecordPort position, Place place, RecordPort risk)
    {
        (_p, _account, _position, _place, _risk) = (p, account, position, place, risk);
        Value size = position[Fields.Position.Size];
        IsShort = p.IsNegative(size);

        // Whether it is negative is known, and a live position's size is within its range.
        Lots = p.Materialize(size - (2 * (IsShort * size))).WithBounds(BigInteger.Zero, LotsMax);
    }

    /// <summary>1 if the size is negative.</summary>
    internal Bit IsShort { get; }

    /// <summary>|size|.</summary>
    internal Value Lots { get; }

    /// <summary>|size| as <see cref="Close"/> leaves it.</summary>
    internal Value? LotsLeft { get; private set; }

    /// <summary>1 if no lots are left.</summary>
    internal Bit? IsGone { get; private set; }

    /// <summary>The account's position mask as it is left.</summary>
    internal Value Mask => _mask ?? _account[Fields.Account.PositionMask];

    /// <summary>§4.1 and §10.1: settles the index and takes lots off. The position is cleared if it is vacant then (§4.7).</summary>
    /// <param name="lots">0 to <see cref="Lots"/>.</param>
    /// <param name="orderEpoch">The account's order epoch as the transaction leaves it.</param>
    /// <returns>What the account is owed.</returns>
    internal Value Close(Value lots, Value orderEpoch)
    {
        Value index = _p.Materialize(IsShort.Select(_risk[Fields.Risk.ShortIndex], _risk[Fields.Risk.LongIndex]));
        Value owed = Lots * (index - _position[Fields.Position.Snapshot]);
        Shrink(_p.RequireWithin(Lots - lots, BigInteger.Zero, LotsMax), orderEpoch);

        // Lots are left on the side that they were on, so the index that was settled is that of the size after the change.
        _position.Set(Fields.Position.Snapshot, (1 - (Value)IsGone!) * index);
        return owed;
    }

    /// <summary>§4.7: clears the position if it is vacant. Its size stays.</summary>
    internal void ClearIfVacant(Value orderEpoch) => Shrink(Lots, orderEpoch);

    private void Shrink(Value left, Value orderEpoch)
    {
        LotsLeft = _p.Materialize(left);
        IsGone = _p.IsZero(LotsLeft);
        _position.Set(Fields.Position.Size, (LotsLeft - (2 * (IsShort * LotsLeft))).WithBounds(-LotsMax, LotsMax));

        Bit hasNoOrders = _p.IsZero(_position[Fields.Position.OpenBuys] + _position[Fields.Position.OpenSells]);
        Bit isCurrent = _p.Equal(_position[Fields.Position.LotsEpoch], orderEpoch);
        Bit isVacant = new(_p.Materialize(IsGone & (hasNoOrders | !isCurrent)));
        _position.ClearIf(isVacant);

        // The mask has the bit of each live position (§12), so taking the weight off clears this bit and no other.
        _mask = _p.RequireWithin(
            _p.Materialize(_account[Fields.Account.PositionMask] - (isVacant * _place.Weight)), 0, Fields.Account.PositionMask.High);
        _account.Set(Fields.Account.PositionMask, _mask);
    }
}
