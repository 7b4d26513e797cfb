using System.Globalization;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Transcript;
using static ZkRollup.Prover.Solidity.StraightLine;

namespace ZkRollup.Prover.Solidity;

/// <summary>Writes the contracts that verify proofs of one key on chain: docs/verifier.md.</summary>
public static class VerifierGenerator
{

    /// <summary>The sources for a key: the verifier, then the parts of the combined expression.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Names and limits.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IReadOnlyList<SolidityFile> Generate(VerifyingKey key, VerifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        const int HashesMax = 5 * Keccak256.DigestBytes;
        if (options.BlobHashes.Length % Keccak256.DigestBytes != 0 || options.BlobHashes.Length > HashesMax)
        {
            throw new ArgumentException($"Expected at most 5 hashes of 32 bytes, got {options.BlobHashes.Length} bytes.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.PartLength, 1);
        IReadOnlyList<ProgramCut> cuts = ProgramCut.All(key.Combined, options.PartLength);
        IReadOnlyList<PackGroup> groups = PackGroup.All(key.Plan);
        string[] variables =
        [
            "WORDS", "WORDS_AT", "PREFIXES_AT", "OMEGA", "OMEGA_INVERSE", "ROWS_INVERSE", "GRID_STEP", "ZETA", "V", "Z", "VANISHING",
            "ZETA_N", "ZETA_PIECE", "QUOTIENT_VALUE", .. OpeningText.Variables(key.Shape, groups),
        ];
        int carried = cuts.Max(cut => cut.Kept.Count);
        StraightLine measure = new(key.PublicTerms, _ => "", 0);
        measure.Write(0, key.PublicTerms.Instructions.Count, key.PublicTerms.Outputs);
        foreach (int output in key.PublicTerms.Outputs)
        {
            _ = measure.Value(output);
        }

        MemoryMap map = new(key, variables, groups.Count, carried, measure.MemoryEnd / Fr.ByteLength);
        List<SolidityFile> files = [new($"{options.Name}Verifier.sol", Verifier(key, options, map, groups, cuts))];
        for (int part = 0; part < cuts.Count; part++)
        {
            files.Add(new($"{PartName(options, part)}.sol", ConstraintText.Part(key, map, cuts, part, PartName(options, part))));
        }

        return files;
    }

    /// <summary>The name of the contract of a part.</summary>
    internal static string PartName(VerifierOptions options, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{options.Name}Constraints{part}");

    private static string Verifier(
        VerifyingKey key, VerifierOptions options, MemoryMap map, IReadOnlyList<PackGroup> groups, IReadOnlyList<ProgramCut> cuts)
    {
        OpeningText opening = new(key, map, groups);
        string[] names = [.. Enumerable.Range(0, cuts.Count).Select(part => PartName(options, part))];
        return new Template("Verifier")
            .Put("CIRCUIT", key.Shape.Name)
            .Put("DIGEST", $"0x{Convert.ToHexStringLower(key.Digest)}")
            .Put("NAME", $"{options.Name}Verifier")
            .Put("INTERFACE", options.InterfacePath)
            .Put("DEVELOPMENT", key.IsInsecure ? "true" : "false")
            .Put("MULTIPLY_GAS", PrecompilePrices.Limit(map.SumCount).ToString(CultureInfo.InvariantCulture))
            .Put("START", StartState(key))
            .PutLines("IMPORTS", 0, names.Select(name => $"import {{{name}}} from \"./{name}.sol\";").Append(""))
            .PutLines("SHAPE", 0, ShapeLines(key, options, groups, map, opening).Append(""))
            .PutLines("MAP", 0, map.Lines.Append(""))
            .PutLines("PARTS", 4, names.Select((name, part) => $"{name} internal immutable PART_{part};").Append(""))
            .PutLines("CONSTRUCTOR", 4, ["constructor() {", .. names.Select((name, part) => $"    PART_{part} = new {name}();"), "}", ""])
            .PutLines("WORDS", 8, StatementText.WordCount(key.Shape))
            .PutLines("WORDS_CANONICAL", 12, StatementText.WordsCanonical(key.Shape))
            .PutLines("BLOBS", 8, StatementText.BlobHashes(options.BlobHashes.Span))
            .PutLines("ZETA_POWERS", 12, opening.ZetaPowers())
            .PutLines("Z_POWERS", 12, opening.ZPowers())
            .PutLines("DIVISOR_LINES", 12, opening.DivisorLines())
            .PutLines("TERM_LINES", 8, ConstraintText.Terms(key, map))
            .PutLines("PART_CALLS", 8, ConstraintText.Calls(cuts, names))
            .PutLines("KEY_LINES", 12, KeyText.Lines(key, map))
            .PutLines("PACK_LINES", 12, opening.PackLines())
            .Text;
    }

    private static List<string> ShapeLines(
        VerifyingKey key, VerifierOptions options, IReadOnlyList<PackGroup> groups, MemoryMap map, OpeningText opening)
    {
        CircuitShape shape = key.Shape;
        ProofLayout layout = key.Layout;
        int rowsMax = shape.Rows(shape.SlotsMax);
        Fr omega = Fr.RootOfUnity(int.Log2(rowsMax));
        Fr[] inverses = [omega, Fr.FromUInt64((ulong)rowsMax)];
        Fr.BatchInvert(inverses);
        List<string> lines = [];
        void Add(string name, string value) => lines.Add($"    uint256 internal constant {name} = {value};");
        void Number(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));
        Number("SLOTS_MIN", shape.SlotsMin);
        Number("SLOTS_MAX", shape.SlotsMax);
        Number("ROWS_PER_SLOT", shape.RowsPerSlot);
        Number("SCALARS", shape.PublicScalarCount);
        Number("COLUMNS", shape.InstanceCount);
        Number("STRIDE", shape.InstanceStride);
        Number("WITNESS_POINTS", layout.WitnessPointCount);
        Number("HELPER_POINTS", layout.HelperPointCount);
        Number("QUOTIENT_POINTS", layout.QuotientPointCount);
        Number("COMMITMENTS", layout.CommitmentCount);
        Number("EVALUATIONS", layout.EvaluationCount);
        Number("PROOF_LENGTH", layout.Length);
        Number("BLOB_HASHES", options.BlobHashes.Length / Keccak256.DigestBytes);
        Number("TERMS", key.PublicTermCount);
        Number("DIVISOR_COUNT", groups.Count);
        Number("FRACTIONS", map.Fractions);
        Number("SUM_COUNT", map.SumCount);
        Number("ROW_WORDS", map.RowWords);
        Number("LONGEST_PERIOD", OpeningText.Periods(shape)[0]);
        Add("QUOTIENT_DIVISOR", Hex(opening.Divisor(groups.ToList().IndexOf(PackGroup.Quotient))));
        Add("START_OF_MEMORY", Hex(MemoryMap.Start));
        Add("OMEGA_OF_MAX", Hex(omega));
        Add("OMEGA_INVERSE_OF_MAX", Hex(inverses[0]));
        Add("ROWS_INVERSE_OF_MAX", Hex(inverses[1]));
        return lines;
    }

    /// <summary>The state of the transcript after the digest of the key, which is the same for all proofs.</summary>
    private static string StartState(VerifyingKey key)
    {
        KeccakTranscript transcript = new("zkrollup.plonk.v1"u8);
        transcript.AbsorbBytes("key"u8, key.Digest);
        return $"0x{Convert.ToHexStringLower(transcript.State)}";
    }
}
