using System.Globalization;
using ZkRollup.Prover.Plonk;
using static ZkRollup.Prover.Solidity.StraightLine;

namespace ZkRollup.Prover.Solidity;

/// <summary>Programs of a key as Yul: parts of the combined expression, and the public terms.</summary>
internal static class ConstraintText
{
    private const int Word = 32;
    private const int SelectorLength = 4;
    private const string Order = "0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";
    private const string TwiceOrder = "0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002";

    /// <summary>The contract of a part.</summary>
    internal static string Part(VerifyingKey key, MemoryMap map, IReadOnlyList<ProgramCut> cuts, int part, string name)
    {
        ProgramCut cut = cuts[part];
        IReadOnlyList<int> before = part == 0 ? [] : cuts[part - 1].Kept;
        bool isLast = part == cuts.Count - 1;

        // An array that is returned lies where memory begins.
        int outputs = cut.Kept.Count;
        int free = MemoryMap.Start + (isLast ? 0 : outputs * Word);
        StraightLine text = new(key.Combined, step => Load(map.RowIndex(key.Layout, step)), free);
        for (int i = 0; i < before.Count; i++)
        {
            text.Carry(before[i], Load(map.RowWords + i), bound: 1);
        }

        text.Write(cut.From, cut.To, cut.Kept);
        if (isLast)
        {
            text.Lines.Add($"value := {text.Value(cut.Kept[0]).Canonical().Text}");
        }

        for (int i = 0; i < outputs && !isLast; i++)
        {
            text.Lines.Add($"mstore({Hex(MemoryMap.Start + (i * Word))}, {text.Value(cut.Kept[i]).Canonical().Text})");
        }

        return new Template("Constraints")
            .Put("CIRCUIT", key.Shape.Name)
            .Put("DIGEST", $"0x{Convert.ToHexStringLower(key.Digest)}")
            .Put("PART", Text(part))
            .Put("NAME", name)
            .Put("INPUTS", Text(map.RowWords + before.Count))
            .Put("RETURNS_TEXT", isLast ? "value of the expression" : "values that later parts use")
            .Put("RETURNS", isLast ? "uint256 value" : $"uint256[{outputs}] memory values")
            .Put("FREE", Hex(free))
            .Put("END", Hex(text.MemoryEnd))
            .Put("ORDER", Order)
            .Put("TWICE_ORDER", TwiceOrder)
            .PutLines("LINES", 12, text.Lines)
            .Text;
    }

    /// <summary>The calls of all parts.</summary>
    internal static IEnumerable<string> Calls(IReadOnlyList<ProgramCut> cuts, IReadOnlyList<string> names) =>
        cuts.Select((cut, part) => $"_callPart(address(PART_{part}), {names[part]}.evaluate.selector, "
            + $"{Text(part == 0 ? 0 : cuts[part - 1].Kept.Count)}, {Text(cut.Kept.Count)});");

    /// <summary>Numerators and denominators of the public terms.</summary>
    internal static IEnumerable<string> Terms(VerifyingKey key, MemoryMap map)
    {
        if (key.PublicTermCount == 0)
        {
            return ["// There are none."];
        }

        StraightLine text = new(key.PublicTerms, step => $"mload({Hex(map.Evaluation(map.RowIndex(key.Layout, step)))})", map.TermMemory);
        text.Write(0, key.PublicTerms.Instructions.Count, key.PublicTerms.Outputs);
        for (int i = 0; i < key.PublicTermCount; i++)
        {
            Term numerator = text.Value(key.PublicTerms.Outputs[2 * i]).Canonical();
            Term denominator = text.Value(key.PublicTerms.Outputs[(2 * i) + 1]).Canonical();
            text.Lines.Add($"mstore({Hex(map.TermNumerators + (i * Word))}, {numerator.Text})");
            text.Lines.Add($"mstore({Hex(map.TermDenominators + (i * Word))}, {denominator.Text})");
        }

        return
        [
            "assembly (\"memory-safe\") {",
            "    let r := ORDER",
            "    let rr := TWICE_ORDER",
            .. text.Lines.Select(line => $"    {line}"),
            "}",
        ];
    }

    private static string Load(int index) => $"calldataload({Hex(SelectorLength + (index * Word))})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
