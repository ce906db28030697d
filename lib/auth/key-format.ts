import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import type { KeyMode } from "@/db/enums";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = /^bw_(?:live|test)_[0-9A-Za-z]{36}$/;
const randomLength = 30;
const checksumLength = 6;

/** 30 base62 characters, 178 bits. Bytes from 248 up are thrown away, so that every character is equally likely. */
function randomPart(): string {
  let text = "";
  while (text.length < randomLength) {
    for (const byte of randomBytes(48)) {
      if (byte < 248 && text.length < randomLength) text += alphabet.charAt(byte % 62);
    }
  }
  return text;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let encoded = "";
  for (let position = 0; position < checksumLength; position++) {
    encoded = alphabet.charAt(rest % 62) + encoded;
    rest = Math.floor(rest / 62);
  }
  return encoded;
}

/** A new API key: `bw_<mode>_<30 random base62><CRC-32 of all before it, 6 base62>`. */
export function makeKey(mode: KeyMode): string {
  const body = `bw_${mode}_${randomPart()}`;
  return body + checksum(body);
}

/** Whether a text can be one of our keys at all: shape and checksum. Refuses typing errors without asking the database. */
export function isPlausibleKey(text: string): boolean {
  return shape.test(text) && checksum(text.slice(0, -checksumLength)) === text.slice(-checksumLength);
}

/** What the console shows of a key: its mode and the first four random characters. */
export function keyStart(key: string): string {
  return key.slice(0, "bw_live_".length + 4);
}
