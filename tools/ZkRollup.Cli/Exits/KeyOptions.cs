using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Spectre.Console;
using ZkRollup.Cli.Proofs;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Keystore;

namespace ZkRollup.Cli.Exits;

/// <summary>Options that name a key of L1 in an encrypted file.</summary>
internal sealed class KeyOptions
{
    private readonly Option<FileInfo?> _keystore = new("--keystore")
    {
        Description = "a key file as wallets make them (Web3 Secret Storage, version 3)",
    };

    private readonly Option<FileInfo?> _password = new("--password-file")
    {
        Description = "a file that holds its password alone; if absent, it is asked for",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_keystore);
        command.Options.Add(_password);
    }

    /// <summary>Whether the user gave a key.</summary>
    internal bool IsGiven(ParseResult arguments) => arguments.GetValue(_keystore) is not null;

    /// <summary>Decrypts the key.</summary>
    /// <exception cref="ExpectedFailure">The file or the password is wrong.</exception>
    internal Secp256k1PrivateKey Read(ParseResult arguments)
    {
        FileInfo file = arguments.GetValue(_keystore) ?? throw new ExpectedFailure("--keystore is missing");
        byte[] password = Password(arguments.GetValue(_password));
        try
        {
            KeystoreStatus status = KeystoreFile.TryRead(File.ReadAllText(file.FullName), password, out Secp256k1PrivateKey? key);
            return status == KeystoreStatus.Ok ? key! : throw new ExpectedFailure($"{file.FullName}: {status}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private static byte[] Password(FileInfo? file)
    {
        if (file is not null)
        {
            return Encoding.UTF8.GetBytes(File.ReadAllText(file.FullName).TrimEnd('\r', '\n'));
        }

        return Console.IsInputRedirected
            ? throw new ExpectedFailure("the password of the keystore cannot be asked for here: give --password-file")
            : Encoding.UTF8.GetBytes(AnsiConsole.Prompt(new TextPrompt<string>("password of the keystore:").Secret(null)));
    }
}
