'use client'

import { type ChangeEvent, useState } from 'react'
import { AppLogo } from './app-logo'
import { Button, buttonClass } from './controls'

type Texts = { readonly choose: string; readonly save: string; readonly unreadable: string }

const side = 96
const mostBytes = 32_768

/** An image in memory. Read by way of an element, which also knows SVG; a script in it does not run there. */
async function read(file: File): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Draws the image into a square, whole and in the middle, and answers it as a `data:` URL. */
function shrink(image: HTMLImageElement): string {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const [naturalWidth, naturalHeight] = [image.naturalWidth || side, image.naturalHeight || side]
  const scale = Math.min(side / naturalWidth, side / naturalHeight)
  const [width, height] = [naturalWidth * scale, naturalHeight * scale]
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no images')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, (side - width) / 2, (side - height) / 2, width, height)

  const png = canvas.toDataURL('image/png')
  return bytesOf(png) <= mostBytes ? png : canvas.toDataURL('image/webp', 0.9)
}

const bytesOf = (dataUrl: string) => (dataUrl.length - dataUrl.indexOf(',') - 1) * 0.75

/** Chooses an image, makes it small here, and shows it before it is saved. */
export function LogoField(props: {
  readonly app: { readonly name: string; readonly logoUrl: string | null }
  readonly texts: Texts
}) {
  const { app, texts } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const [isUnreadable, setIsUnreadable] = useState(false)

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    try {
      setChosen(shrink(await read(file)))
      setIsUnreadable(false)
    } catch {
      setIsUnreadable(true)
    }
  }

  return (
    <>
      <AppLogo app={chosen === null ? app : { ...app, logoUrl: chosen }} size={64} />
      <div className="needs-script flex flex-col items-start gap-2">
        <input type="hidden" name="logo" value={chosen ?? ''} />
        <div className="flex flex-wrap gap-2">
          <label
            className={`${buttonClass({})} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
          >
            {texts.choose}
            <input
              type="file"
              accept="image/png,image/jpeg,image/webp,image/svg+xml"
              onChange={choose}
              className="sr-only"
            />
          </label>
          {chosen !== null && <Button kind="primary">{texts.save}</Button>}
        </div>
        <p role="status" className="font-medium text-harm">
          {isUnreadable ? texts.unreadable : ''}
        </p>
      </div>
    </>
  )
}
