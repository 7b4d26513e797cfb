using System.Numerics;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>Addresses of records in programs (docs/protocol.md, 3.2). Each demands parts within the bounds of their class.</summary>
internal static class Addresses
{
    private const long PositionBase = 16;
    private const long SessionBase = 32;

    /// <summary>The treasury.</summary>
    internal static Value Treasury => RecordAddress.Treasury.Value;

    internal static Value Owner(Value account) => InAccount(account, 0);

    internal static Value Account(Value account) => InAccount(account, 1);

    internal static Value Position(Value account, Value place) =>
        InAccount(account, PositionBase + Require(place, 0, RecordAddress.Positions - 1));

    internal static Value Session(Value account, Value slot) =>
        InAccount(account, SessionBase + Require(slot, 0, RecordAddress.Sessions - 1));

    internal static Value Order(Value leaf) => Base(Subtree.Orders) + Require(leaf, 0, (1L << 30) - 1);

    internal static Value Terms(Value instrument) => InInstrument(instrument, 0);

    internal static Value Limits(Value instrument) => InInstrument(instrument, 1);

    internal static Value Risk(Value instrument) => InInstrument(instrument, 2);

    internal static Value Book(Value instrument) => InInstrument(instrument, 3);

    internal static Value Insurance(Value instrument) => InInstrument(instrument, 4);

    internal static Value Signer(Value signer) => Base(Subtree.System) + 1 + Require(signer, 0, SignerIndex.Risk.Value);

    internal static Value Board(Value underlying) => InUnderlying(underlying, 0);

    internal static Value Index(Value underlying) => InUnderlying(underlying, 1);

    private static Value InAccount(Value account, Value offset) =>
        (RecordAddress.AccountStride * Require(account, 0, (1L << 24) - 1)) + offset;

    private static Value InInstrument(Value instrument, long offset) =>
        Base(Subtree.Instruments) + (RecordAddress.InstrumentStride * Require(instrument, 0, 4_095)) + offset;

    private static Value InUnderlying(Value underlying, long offset) =>
        Base(Subtree.System) + 64 + (4 * Require(underlying, 0, 47)) + offset;

    private static Value Base(Subtree subtree) => RecordAddress.Of(subtree, 0).Value;

    private static Value Require(Value part, BigInteger low, BigInteger high) => part.Low >= low && part.High <= high
        ? part
        : throw new ArgumentException($"A part of an address is from {low} to {high}, not from {part.Low} to {part.High}.", nameof(part));
}
