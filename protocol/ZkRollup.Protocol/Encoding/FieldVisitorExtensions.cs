using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Shows a visitor values of the types that transactions are made of.</summary>
internal static class FieldVisitorExtensions
{
    private static readonly string[] OrderSides = ["buy", "sell"];
    private static readonly string[] PositionSides = ["long", "short"];
    private static readonly string[] TimesInForce = ["gtc", "ioc", "postOnly"];
    private static readonly string[] SelfTradeModes = ["cancelTaker", "cancelMaker", "cancelBoth"];

    /// <summary>A quantity or an identifier: its range is that of its type, within its bits.</summary>
    internal static T Scalar<TVisitor, T>(this ref TVisitor visitor, string name, int lane, int bits, T value)
        where TVisitor : struct, IFieldVisitor, allows ref struct
        where T : struct, IScalar<T>
    {
        ulong max = Math.Min((ulong)T.MaxValue, Mask(bits));
        IntegerField field = IntegerField.Number(name, lane, bits, (ulong)T.MinValue, max);
        return T.Of((long)visitor.Integer(field, (ulong)value.Value));
    }

    /// <summary>Bits of any pattern.</summary>
    internal static ulong Pattern<TVisitor>(this ref TVisitor visitor, string name, int lane, int bits, ulong value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Integer(IntegerField.Number(name, lane, bits, 0, Mask(bits)), value);

    /// <summary>True or false.</summary>
    internal static bool Flag<TVisitor>(this ref TVisitor visitor, string name, int lane, bool value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Integer(IntegerField.Flag(name, lane), value ? 1UL : 0UL) != 0;

    /// <summary>The side of an order.</summary>
    internal static Side OrderSide<TVisitor>(this ref TVisitor visitor, string name, int lane, Side value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        (Side)visitor.Integer(IntegerField.Choice(name, lane, 1, OrderSides), Unsigned((int)value));

    /// <summary>The side of a position.</summary>
    internal static Side PositionSide<TVisitor>(this ref TVisitor visitor, string name, int lane, Side value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        (Side)visitor.Integer(IntegerField.Choice(name, lane, 1, PositionSides), Unsigned((int)value));

    /// <summary>A time in force of the first set.</summary>
    internal static TimeInForce TimeInForce<TVisitor>(this ref TVisitor visitor, string name, int lane, TimeInForce value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        (TimeInForce)visitor.Integer(IntegerField.Choice(name, lane, 2, TimesInForce), Unsigned((int)value));

    /// <summary>A self-trade mode.</summary>
    internal static SelfTradeMode SelfTradeMode<TVisitor>(this ref TVisitor visitor, string name, int lane, SelfTradeMode value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        (SelfTradeMode)visitor.Integer(IntegerField.Choice(name, lane, 2, SelfTradeModes), Unsigned((int)value));

    /// <summary>A cause of RemoveOrder: by number, as its names are no part of the protocol.</summary>
    internal static RemovalCause RemovalCause<TVisitor>(this ref TVisitor visitor, string name, int lane, RemovalCause value)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        const ulong min = (ulong)Transactions.RemovalCause.EpochPassed;
        const ulong max = (ulong)Transactions.RemovalCause.Disconnected;
        return (RemovalCause)visitor.Integer(IntegerField.Number(name, lane, 8, min, max), (ulong)value);
    }

    /// <summary>An element of Fr that is a lane of its own.</summary>
    internal static Fr Element<TVisitor>(this ref TVisitor visitor, string name, int lane, in Fr value)
        where TVisitor : struct, IFieldVisitor, allows ref struct =>
        visitor.Element(new ElementField(name, lane), value);

    /// <summary>The packed lanes of a record without whole elements.</summary>
    /// <exception cref="ArgumentException">The record has a whole element, which would be lost, or a field beyond its bits.</exception>
    internal static Record PackedLanes<TVisitor>(
        this ref TVisitor visitor, string name2, int lane2, string name3, int lane3, in Record value)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        if (!value.X.IsZero || !value.Y.IsZero)
        {
            throw new ArgumentException($"The record of {name2} and {name3} has a whole element.", nameof(value));
        }

        Span<Fr> lanes = stackalloc Fr[Record.LaneCount];
        value.WriteLanes(lanes);
        lanes[2] = visitor.Element(new ElementField(name2, lane2, IsPacked: true), lanes[2]);
        lanes[3] = visitor.Element(new ElementField(name3, lane3, IsPacked: true), lanes[3]);
        return Record.TryFromLanes(lanes, out Record result)
            ? result
            : throw new InvalidOperationException($"A visitor returned {lanes[2]} or {lanes[3]}, which is no packed lane.");
    }

    private static ulong Mask(int bits) => ulong.MaxValue >> (64 - bits);

    /// <summary>A negative number, which no choice has, becomes a great one.</summary>
    private static ulong Unsigned(int value) => unchecked((ulong)value);
}
