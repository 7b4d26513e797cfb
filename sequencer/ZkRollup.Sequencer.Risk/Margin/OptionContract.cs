using ZkRollup.Sequencer.Risk.Options;

namespace ZkRollup.Sequencer.Risk.Margin;

/// <summary>What a listed option is, as far as margin is concerned.</summary>
/// <param name="Kind">Call or put.</param>
/// <param name="StrikeTicks">The strike in ticks.</param>
/// <param name="Multiplier">Money quanta that one tick is worth for one lot.</param>
public readonly record struct OptionContract(OptionKind Kind, long StrikeTicks, long Multiplier);
