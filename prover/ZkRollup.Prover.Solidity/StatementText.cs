using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Solidity;

/// <summary>The lines of a verifier that follow from the shape of the public inputs.</summary>
internal static class StatementText
{
    /// <summary>Words of a column, and whether there may be so many.</summary>
    internal static IEnumerable<string> WordCount(CircuitShape shape) => shape.InstanceCount == 0
        ?
        [
            "if (instance.length != 0) return VerificationStatus.InstanceColumnCount;",
            "uint256 words = 0;",
        ]
        :
        [
            "uint256 words = instance.length / COLUMNS;",
            "uint256 most = slots * ROWS_PER_SLOT / STRIDE;",
            "if (most == 0) most = 1;",
            "if (words > most || words * COLUMNS != instance.length) return VerificationStatus.InstanceWordCount;",
        ];

    /// <summary>Whether all words are below r: as many at a time as there are columns.</summary>
    internal static IEnumerable<string> WordsCanonical(CircuitShape shape)
    {
        if (shape.InstanceCount == 0)
        {
            yield break;
        }

        string test = "gt(mload(from), m)";
        for (int i = 1; i < shape.InstanceCount; i++)
        {
            test = $"or(gt(mload(add(from, {StraightLine.Hex(32 * i)})), m), {test})";
        }

        yield return "let m := LARGEST";
        yield return $"for {{}} lt(from, end) {{ from := add(from, {StraightLine.Hex(32 * shape.InstanceCount)}) }} {{";
        yield return $"    bad := or(bad, {test})";
        yield return "}";
    }

    /// <summary>Blob hashes that every statement has.</summary>
    internal static IEnumerable<string> BlobHashes(ReadOnlySpan<byte> hashes)
    {
        List<string> lines = [];
        for (int i = 0; i < hashes.Length; i += Keccak256.DigestBytes)
        {
            string hash = Convert.ToHexStringLower(hashes.Slice(i, Keccak256.DigestBytes));
            lines.Add($"    mstore(add(SCRATCH, {StraightLine.Hex(96 + i)}), 0x{hash})");
        }

        return lines.Count == 0 ? ["// There are no blobs yet."] : ["assembly (\"memory-safe\") {", .. lines, "}"];
    }
}
