namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>A parameter of a function, an error or an event.</summary>
internal sealed record AbiParameter(AbiType Type, string Name, bool IsIndexed)
{
    /// <summary>Parses "type [indexed] name"; the name may be missing.</summary>
    internal static AbiParameter Parse(string text)
    {
        int end = text.LastIndexOfAny([')', ']']);
        int space = text.IndexOf(' ', Math.Max(end, 0));
        string type = space < 0 ? text : text[..space];
        string[] words = space < 0 ? [] : text[space..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isIndexed = words.Length > 0 && words[0] == "indexed";
        string[] names = isIndexed ? words[1..] : words;
        return names.Length <= 1
            ? new AbiParameter(AbiType.Parse(type), names.Length == 0 ? string.Empty : names[0], isIndexed)
            : throw new FormatException($"'{text}' is no parameter.");
    }
}
