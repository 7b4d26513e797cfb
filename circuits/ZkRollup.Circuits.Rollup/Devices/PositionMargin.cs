using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>What a position adds to the scan of its account (docs/protocol.md, 4.3), or several do.</summary>
/// <param name="Equity">To E.</param>
/// <param name="Initial">To I.</param>
/// <param name="Maintenance">To M.</param>
/// <param name="UnusableLots">Twice its lots if its mark is not usable, else 0: allUsable if the sum is 0.</param>
internal readonly record struct PositionMargin(Fr Equity, Fr Initial, Fr Maintenance, Fr UnusableLots)
{
    private static readonly Fr MarkAgeMax = Fr.FromInt64(60_000);
    private static readonly Fr RoundLength = Fr.FromInt64(3_000);

    public static PositionMargin operator +(PositionMargin left, PositionMargin right) => new(
        left.Equity + right.Equity,
        left.Initial + right.Initial,
        left.Maintenance + right.Maintenance,
        left.UnusableLots + right.UnusableLots);

    /// <summary>Of one position.</summary>
    /// <param name="position">Its record.</param>
    /// <param name="risk">The Risk of its instrument.</param>
    /// <param name="terms">The Terms of its instrument.</param>
    /// <param name="orderEpoch">Of the account.</param>
    /// <param name="time">Of the transaction.</param>
    /// <param name="sizeBias">What is added to sizes.</param>
    internal static PositionMargin Of(
        IReadOnlyList<Fr> position, IReadOnlyList<Fr> risk, IReadOnlyList<Fr> terms, in Fr orderEpoch, in Fr time, long sizeBias)
    {
        Fr size = position[Fields.Position.Size.Index] - Fr.FromInt64(sizeBias);
        bool isShort = ScanNumber.IsNegative(size);
        Fr lots = isShort ? -size : size;
        bool isCurrent = position[Fields.Position.LotsEpoch.Index] == orderEpoch;
        Fr buys = isCurrent ? position[Fields.Position.OpenBuys.Index] : Fr.Zero;
        Fr sells = isCurrent ? position[Fields.Position.OpenSells.Index] : Fr.Zero;
        Fr index = risk[(isShort ? Fields.Risk.ShortIndex : Fields.Risk.LongIndex).Index];
        Fr value = size * risk[Fields.Risk.Mark.Index] * terms[Fields.Terms.Multiplier.Index];
        Fr initialLong = (size + buys) * risk[Fields.Risk.InitialLong.Index];
        Fr initialShort = (sells - size) * risk[Fields.Risk.InitialShort.Index];
        Fr left = MarkAgeMax - time + (RoundLength * risk[Fields.Risk.IndexRound.Index]);
        Fr status = risk[Fields.Risk.Status.Index];
        bool isUsable = status == Fr.FromInt64(2) || (status == Fr.One && !ScanNumber.IsNegative(left));
        return new(
            value + (lots * (index - position[Fields.Position.Snapshot.Index])),
            ScanNumber.IsNegative(initialLong - initialShort) ? initialShort : initialLong,
            lots * risk[(isShort ? Fields.Risk.MaintenanceShort : Fields.Risk.MaintenanceLong).Index],
            isUsable ? Fr.Zero : Fr.FromInt64(2) * (lots + buys + sells));
    }
}
