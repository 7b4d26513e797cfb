using System.Numerics;
using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Shows the records of an instrument to lie in the subtree of instruments: contracts/src/types/Openings.sol.</summary>
/// <param name="Terms">Four lanes.</param>
/// <param name="LimitsLeaf">Leaf of Limits.</param>
/// <param name="Risk">Four lanes.</param>
/// <param name="Book">Four lanes.</param>
/// <param name="Siblings">Three of each of 14 nodes, upwards, in the order of their indices.</param>
public sealed record InstrumentOpening(
    IReadOnlyList<BigInteger> Terms,
    BigInteger LimitsLeaf,
    IReadOnlyList<BigInteger> Risk,
    IReadOnlyList<BigInteger> Book,
    IReadOnlyList<IReadOnlyList<BigInteger>> Siblings)
{
    internal const string Type = "(uint256[4],uint256,uint256[4],uint256[4],uint256[3][14])";

    internal AbiValue ToAbi() =>
        AbiValue.Of(
            AbiValue.OfIntegers(Terms),
            LimitsLeaf,
            AbiValue.OfIntegers(Risk),
            AbiValue.OfIntegers(Book),
            AbiValue.Of([.. Siblings.Select(AbiValue.OfIntegers)]));
}
