namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>The price of an underlying outside the exchange.</summary>
internal sealed class PriceFeed(int underlying, long basePrice, long multiplier)
{
    internal int Underlying => underlying;

    internal long BasePrice { get; } = basePrice;

    internal long Multiplier => multiplier;

    internal long Price { get; private set; } = basePrice;

    /// <summary>Moves by a drift and noise, both in thousandths; turns back at a twentieth and at twenty times the base.</summary>
    internal void Advance(SeededGenerator random, int drift, int noise)
    {
        if (Price < Math.Max(BasePrice / 20, 2))
        {
            drift = Math.Abs(drift);
        }
        else if (Price > 20 * BasePrice || Price > 1L << 35)
        {
            drift = -Math.Abs(drift);
        }

        long change = (long)((Int128)Price * (drift + random.Between(-noise, noise)) / 1_000);
        if (change == 0)
        {
            change = Math.Sign(drift) + random.Between(-Math.Min(noise, 1), Math.Min(noise, 1));
        }

        Price = Math.Clamp(Price + change, 1, (1L << 36) - 1);
    }
}
