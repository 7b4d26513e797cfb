using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>How far price and volatility may move before a short option's margin is used up; set by the operator, hence trusted.</summary>
/// <remarks>
/// An option's value rises with volatility, a call's with the price, a put's as the price falls. So the worst of all moves up to the two
/// given ones, on any grid and between its points, is the corner where both are largest: one pricing instead of a grid.
/// </remarks>
public sealed class Scenario
{
    /// <summary>Sets the moves.</summary>
    /// <param name="priceMove">See <see cref="PriceMove"/>.</param>
    /// <param name="volatilityMove">See <see cref="VolatilityMove"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A move is negative, 1 or more, or not a number.</exception>
    public Scenario(double priceMove, double volatilityMove)
    {
        PriceMove = Checked(priceMove, nameof(priceMove));
        VolatilityMove = Checked(volatilityMove, nameof(volatilityMove));
    }

    /// <summary>Prices up to 16 % and volatility up to 30 % either way.</summary>
    public static Scenario Default { get; } = new(0.16, 0.30);

    /// <summary>The largest move of the price either way, as a fraction of it; at least 0, below 1.</summary>
    public double PriceMove { get; }

    /// <summary>The largest move of volatility either way, as a fraction of it; at least 0, below 1.</summary>
    public double VolatilityMove { get; }

    /// <summary>The highest value that the moves can give an option; its inputs are known to be in range.</summary>
    /// <remarks>The forward moves with the spot price. A volatility above the range of the model is taken at its end.</remarks>
    internal double HighestValue(in EuropeanOption option, double volatility)
    {
        double move = option.Kind == OptionKind.Call ? PriceMove : -PriceMove;
        double wild = Math.Min(Black76.VolatilityMax, volatility * (1 + VolatilityMove));
        return Black76.PriceUnchecked(option with { Forward = option.Forward * (1 + move) }, wild);
    }

    private static double Checked(double move, string name) => move is >= 0 and < 1
        ? move
        : throw new ArgumentOutOfRangeException(name, move, "A move must be at least 0 and below 1.");
}
