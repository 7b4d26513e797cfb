using System.Numerics;
using ZkRollup.Sequencer.Settlement.Abi;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Shows an account to lie in the subtree of accounts, its block of 64 leaves: contracts/src/types/Openings.sol.</summary>
/// <param name="Owner">Four lanes.</param>
/// <param name="Account">Four lanes.</param>
/// <param name="HeadLeaves">Leaves 2 and 3.</param>
/// <param name="HeadGroups">Nodes of the leaves 4 to 7, 8 to 11, 12 to 15.</param>
/// <param name="Positions">Four lanes of each position of the mask, in the order of their places.</param>
/// <param name="VacantLeaves">Leaves of the other places below 8, in their order.</param>
/// <param name="ReservedGroups">Nodes of the leaves 24 to 27, 28 to 31.</param>
/// <param name="RestGroups">Nodes of the leaves 32 to 47, 48 to 63.</param>
/// <param name="Siblings">Three of each of 12 nodes, upwards, in the order of their indices.</param>
public sealed record AccountOpening(
    IReadOnlyList<BigInteger> Owner,
    IReadOnlyList<BigInteger> Account,
    IReadOnlyList<BigInteger> HeadLeaves,
    IReadOnlyList<BigInteger> HeadGroups,
    IReadOnlyList<IReadOnlyList<BigInteger>> Positions,
    IReadOnlyList<BigInteger> VacantLeaves,
    IReadOnlyList<BigInteger> ReservedGroups,
    IReadOnlyList<BigInteger> RestGroups,
    IReadOnlyList<IReadOnlyList<BigInteger>> Siblings)
{
    internal const string Type =
        "(uint256[4],uint256[4],uint256[2],uint256[3],uint256[4][],uint256[],uint256[2],uint256[2],uint256[3][12])";

    internal AbiValue ToAbi() =>
        AbiValue.Of(
            AbiValue.OfIntegers(Owner),
            AbiValue.OfIntegers(Account),
            AbiValue.OfIntegers(HeadLeaves),
            AbiValue.OfIntegers(HeadGroups),
            AbiValue.Of([.. Positions.Select(AbiValue.OfIntegers)]),
            AbiValue.OfIntegers(VacantLeaves),
            AbiValue.OfIntegers(ReservedGroups),
            AbiValue.OfIntegers(RestGroups),
            AbiValue.Of([.. Siblings.Select(AbiValue.OfIntegers)]));
}
