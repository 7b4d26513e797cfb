namespace ZkRollup.Sequencer.Risk.Indices;

/// <summary>What one venue says of an underlying; untrusted.</summary>
/// <param name="Price">Price in quote units.</param>
/// <param name="Weight">How much the venue counts, usually its recent volume.</param>
/// <param name="TimeMs">When the price was made, in milliseconds of the clock that the caller also reads.</param>
public readonly record struct VenuePrice(double Price, double Weight, long TimeMs);
