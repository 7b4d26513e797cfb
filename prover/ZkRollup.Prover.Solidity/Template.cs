using System.Text;

namespace ZkRollup.Prover.Solidity;

/// <summary>A source file with places to fill in, «NAME» each.</summary>
internal sealed class Template
{
    private const int WidthMax = 130;
    private readonly StringBuilder _text;

    /// <summary>Reads a template that is part of this assembly.</summary>
    internal Template(string name)
    {
        using Stream stream = typeof(Template).Assembly.GetManifestResourceStream($"ZkRollup.Prover.Solidity.Templates.{name}.sol.txt")
            ?? throw new ArgumentException($"There is no template '{name}'.", nameof(name));
        using StreamReader reader = new(stream);
        _text = new(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    /// <summary>The file.</summary>
    /// <exception cref="InvalidOperationException">A place was not filled in.</exception>
    internal string Text
    {
        get
        {
            string text = _text.ToString();
            int place = text.IndexOf('«', StringComparison.Ordinal);
            return place < 0 ? text : throw new InvalidOperationException($"Not filled in: {text[place..text.IndexOf('»', place)]}.");
        }
    }

    /// <summary>Fills in a place wherever it occurs.</summary>
    internal Template Put(string name, string value)
    {
        _ = _text.Replace($"«{name}»", value);
        return this;
    }

    /// <summary>Fills in a place that has a line of its own.</summary>
    internal Template PutLines(string name, int indent, IEnumerable<string> lines)
    {
        StringBuilder block = new();
        foreach (string line in lines)
        {
            Append(block, line, indent);
        }

        _ = _text.Replace($"«{name}»\n", block.ToString());
        return this;
    }

    /// <summary>Appends a line, broken after a comma or a space where it is too long.</summary>
    private static void Append(StringBuilder block, string line, int indent)
    {
        string rest = line;
        int margin = rest.Length == 0 ? 0 : indent;
        while (margin + rest.Length > WidthMax)
        {
            int end = rest.LastIndexOf(' ', WidthMax - margin - 1);
            if (end <= 0)
            {
                break;
            }

            _ = block.Append(' ', margin).Append(rest.AsSpan(0, end)).Append('\n');
            rest = rest.StartsWith("//", StringComparison.Ordinal) ? $"// {rest[(end + 1)..]}" : rest[(end + 1)..];
            margin = rest.StartsWith("//", StringComparison.Ordinal) ? indent : indent + 4;
        }

        _ = block.Append(' ', margin).Append(rest).Append('\n');
    }
}
