using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Something that a batch makes public.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Words">Up to seven words.</param>
public sealed record Publication(PublicationKind Kind, IReadOnlyList<Fr> Words);
