using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>Who owns an account (docs/protocol.md, 3.3 and 6).</summary>
internal static class Owners
{
    private const int PartBits = 60;
    private const int HighBits = 40;

    /// <summary>The address of an owner as an integer below 2^160.</summary>
    internal static Value AddressOf(RecordPort owner) =>
        Join(owner[Fields.Owner.BitsLow], owner[Fields.Owner.BitsMiddle], owner[Fields.Owner.BitsHigh]);

    /// <summary>Sets the address of an owner.</summary>
    /// <remarks>
    /// The lines demand an address below 2^160 whether the port is on or not: the contract makes no other. Parts within their bits are
    /// unique.
    /// </remarks>
    internal static void SetAddress(ProgramWriter p, RecordPort owner, Value address)
    {
        Value low = p.HintBits(PartBits, read => read[0] & ((1L << PartBits) - 1), address);
        Value middle = p.HintBits(PartBits, read => (read[0] >> PartBits) & ((1L << PartBits) - 1), address);
        Value high = p.HintBits(HighBits, read => (read[0] >> (2 * PartBits)) & ((1L << HighBits) - 1), address);
        p.RequireEqual(Join(low, middle, high), address);
        owner.Set(Fields.Owner.BitsLow, low);
        owner.Set(Fields.Owner.BitsMiddle, middle);
        owner.Set(Fields.Owner.BitsHigh, high);
    }

    /// <summary>The first two outcomes of most operations: AccountUnknown, OwnerDiffers.</summary>
    internal static Check CheckOwner(ProgramWriter p, RecordPort account, RecordPort owner, Value address)
    {
        p.Rule("6.1 AccountUnknown");
        Bit exists = new(account[Fields.Account.Live]);
        p.Rule("6.1 OwnerDiffers");
        Bit isOwner = p.Equal(AddressOf(owner), address);
        return new(exists, isOwner);
    }

    private static Value Join(Value low, Value middle, Value high) =>
        low + (middle * (1L << PartBits)) + (high * (1L << PartBits) * (1L << PartBits));

    /// <summary>Whether an account exists, and whether it belongs to an address.</summary>
    internal sealed record Check(Bit Exists, Bit IsOwner)
    {
        /// <summary>The account exists and belongs to the address.</summary>
        internal Bit Passes { get; } = Exists & IsOwner;

        /// <summary>The code of the outcome, where it is another one than the two of this check.</summary>
        internal Value Code(ProgramWriter p, Value otherwise)
        {
            Value ofOwner = p.Materialize(IsOwner.Select(otherwise, (long)OutcomeCode.OwnerDiffers));
            return Exists.Select(ofOwner, (long)OutcomeCode.AccountUnknown);
        }
    }
}
